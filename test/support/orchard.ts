import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../../src/world/worldSchema.ts'

/** A world that nobody knows, with an application for each way of being a client, and a user who signs in with them. */
export const orchard = {
  tenantId: '7f3c1a52-94d0-4be1-8a6e-2f6f1c5d9b01',
  subscriptionId: '5a8e2c90-1f4b-4d3a-97c6-0e6d8b1f2a41',
  ann: { userName: 'ann@orchard.example', password: 'pears-and-plums' },
  /** Keeps a secret and a private key, and has users, too. */
  service: {
    clientId: '0b9e5d1c-3a67-4c1e-9d57-6e8a40f2c710',
    objectId: '0b9e5d1c-3a67-4c1e-9d57-6e8a40f2c711',
    secret: 'quinces-in-october',
    redirectUri: 'https://service.orchard.example/signed-in',
  },
  /** A page in a browser. */
  page: { clientId: '1c8f6e2d-4b78-4d2f-8e68-7f9b51a3d820' },
  /** A program on the user's own machine. */
  program: { clientId: '2d7a7f3e-5c89-4e3a-9f79-8a0c62b4e930', redirectUri: 'http://localhost:7070' },
} as const

interface Registered {
  /** Of the service, in PEM. */
  readonly certificate?: string
  /** Where the page is sent back to. */
  readonly pageUri?: string
}

/** Writes that world to a file in a folder; answers with its path. */
export const writeOrchard = (folder: string, registered: Registered): string => {
  const file = join(folder, 'orchard.yaml')
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(worldWith(registered)))
  return file
}

const annId = 'c4a2f6de-5b13-4f0a-b2c9-1d7e3f9a8821'

const worldWith = ({ certificate, pageUri }: Registered): World => ({
  tenants: [
    {
      id: orchard.tenantId,
      displayName: 'Orchard',
      defaultDomain: 'orchard.example',
      applications: [
        {
          clientId: orchard.service.clientId,
          objectId: orchard.service.objectId,
          displayName: 'Key rotation',
          secret: orchard.service.secret,
          ...(certificate && { certificates: [certificate] }),
          redirectUris: { web: [orchard.service.redirectUri] },
        },
        {
          clientId: orchard.page.clientId,
          objectId: '1c8f6e2d-4b78-4d2f-8e68-7f9b51a3d821',
          displayName: 'Orchard page',
          redirectUris: { spa: pageUri ? [pageUri] : [] },
        },
        {
          clientId: orchard.program.clientId,
          objectId: '2d7a7f3e-5c89-4e3a-9f79-8a0c62b4e931',
          displayName: 'Orchard program',
          redirectUris: { publicClient: [orchard.program.redirectUri] },
        },
      ],
      users: [
        {
          userPrincipalName: orchard.ann.userName,
          objectId: annId,
          displayName: 'Ann',
          password: orchard.ann.password,
        },
      ],
      roleAssignments: [
        { principalId: orchard.service.objectId, role: 'Owner', scope: '/' },
        { principalId: annId, role: 'Reader', scope: '/' },
      ],
    },
  ],
  subscriptions: [{ id: orchard.subscriptionId, displayName: 'Harvest', tenantId: orchard.tenantId }],
})
