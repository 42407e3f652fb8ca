import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { World } from '../../src/world/worldSchema.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** A file of the test's own. */
export const worldFile = (t: TestContext, text: Buffer | string): string => {
  const file = join(temporaryFolder(t), 'world.yaml')
  writeFileSync(file, text)
  return file
}

export const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
export const subscriptionId = 'bbbbbbbb-0000-4000-8000-000000000001'
export const application = {
  clientId: 'cccccccc-0000-4000-8000-000000000001',
  objectId: 'cccccccc-0000-4000-8000-00000000000a',
  displayName: 'robot',
  secret: 'a secret of its own',
}
export const user = {
  userPrincipalName: 'Ann@contoso.example',
  objectId: 'dddddddd-0000-4000-8000-00000000000a',
  displayName: 'Ann',
  password: 'correct horse',
}

/** A small world in which everything stands once. */
export const smallWorld: World = {
  tenants: [
    {
      id: tenantId,
      displayName: 'Contoso',
      defaultDomain: 'contoso.example',
      applications: [application],
      users: [user],
      managedIdentities: [
        {
          clientId: 'eeeeeeee-0000-4000-8000-000000000001',
          objectId: 'eeeeeeee-0000-4000-8000-00000000000a',
          displayName: 'machine',
        },
      ],
      roleAssignments: [
        { principalId: application.objectId, role: 'reader', scope: `/subscriptions/${subscriptionId}` },
      ],
    },
  ],
  subscriptions: [
    {
      id: subscriptionId,
      displayName: 'Production',
      tenantId,
      registeredProviders: ['microsoft.datafactory', 'Microsoft.Resources'],
      resourceGroups: [
        {
          name: 'Ingest',
          location: 'West Europe',
          tags: { team: 'data' },
          factories: [
            {
              name: 'Contoso-Ingest',
              location: 'West Europe',
              identity: { type: 'SystemAssigned' },
              integrationRuntimes: [
                { name: 'Plant', properties: { type: 'SelfHosted', description: 'The northern plant.' } },
                { name: 'Cloud', properties: { type: 'Managed', typeProperties: {} } },
              ],
            },
          ],
        },
      ],
    },
  ],
}
