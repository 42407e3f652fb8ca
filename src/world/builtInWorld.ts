import type { World } from './worldSchema.ts'

const tenantId = '11111111-1111-1111-1111-111111111111'
const owner = '33333333-3333-3333-3333-00000000000a'
const reader = '44444444-4444-4444-4444-00000000000a'
const administrator = '55555555-5555-5555-5555-00000000000a'

/**
 * What a fresh data folder begins with when nobody says otherwise. Everybody knows its credentials, so it is served on
 * loopback alone. The second subscription is that of Microsoft's own sample request, its id one digit short as printed
 * there, so that the sample can be sent as it stands.
 */
export const builtInWorld: World = {
  tenants: [
    {
      id: tenantId,
      displayName: 'Lazulite',
      defaultDomain: 'lazulite.local',
      applications: [
        {
          clientId: '33333333-3333-3333-3333-333333333333',
          objectId: owner,
          displayName: 'lazulite',
          secret: 'lazulite',
        },
        {
          clientId: '44444444-4444-4444-4444-444444444444',
          objectId: reader,
          displayName: 'lazulite-reader',
          secret: 'lazulite-reader',
        },
      ],
      users: [
        {
          userPrincipalName: 'admin@lazulite.local',
          objectId: administrator,
          displayName: 'Administrator',
          password: 'lazulite',
        },
      ],
      managedIdentities: [
        {
          clientId: '66666666-6666-6666-6666-666666666666',
          objectId: '66666666-6666-6666-6666-00000000000a',
          displayName: 'lazulite-identity',
        },
      ],
      roleAssignments: [
        { principalId: owner, role: 'Owner', scope: '/' },
        { principalId: reader, role: 'Reader', scope: '/' },
        { principalId: administrator, role: 'Owner', scope: '/' },
      ],
    },
  ],
  subscriptions: [
    {
      id: '22222222-2222-2222-2222-222222222222',
      displayName: 'Lazulite',
      tenantId,
      registeredProviders: ['Microsoft.DataFactory'],
    },
    {
      id: '12345678-1234-1234-1234-12345678abc',
      displayName: 'Sample of the documentation',
      tenantId,
      registeredProviders: ['Microsoft.DataFactory'],
      resourceGroups: [
        {
          name: 'exampleResourceGroup',
          location: 'eastus',
          factories: [
            {
              name: 'exampleFactoryName',
              location: 'eastus',
              integrationRuntimes: [{ name: 'exampleIntegrationRuntime', properties: { type: 'SelfHosted' } }],
            },
          ],
        },
      ],
    },
  ],
}
