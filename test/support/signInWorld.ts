import type { Store } from '../../src/core/store.ts'
import { principalsOf } from '../../src/world/principals.ts'
import type { WorldApplication, WorldTenant, WorldUser } from '../../src/world/worldSchema.ts'
import { cheapHash } from './cheapHash.ts'
import { tenantId } from './known.ts'
import { otherTenantId } from './twoTenants.ts'

/** A server, which has a secret, and may have tokens brought to it by the browser. */
export const webApp = {
  clientId: 'aaaaaaaa-0000-0000-0000-000000000001',
  secret: 'secret of the web app',
  redirectUri: 'https://app.example/callback',
  /** Has a query of its own. */
  otherRedirectUri: 'https://app.example/other?from=here',
}
/** A page in the browser. */
export const pageApp = { clientId: 'aaaaaaaa-0000-0000-0000-000000000002', redirectUri: 'https://page.example/' }
/** A server that people may also install: it has a secret, and both kinds of redirect URI. */
export const mixedApp = {
  clientId: 'aaaaaaaa-0000-0000-0000-000000000003',
  secret: 'secret of the mixed app',
  redirectUri: 'https://mixed.example/back',
}
/** A program on people's own machines. */
export const installedApp = { clientId: 'aaaaaaaa-0000-0000-0000-000000000004' }
/** No browser is sent back to it. */
export const daemonApp = { clientId: 'aaaaaaaa-0000-0000-0000-000000000005' }
export const ann = { userName: 'ann@lazulite.local', password: 'correct horse battery' }
/** Names that say nothing of the tenant: the first is of ours alone, the second of both. */
export const carol = { userName: 'carol@elsewhere.example', password: 'pears and plums' }
export const twins = { userName: 'twin@elsewhere.example', password: 'as like as two peas' }

/** Of other people's tenant. */
export const foreignApp = {
  clientId: 'bbbbbbbb-0000-0000-0000-000000000001',
  redirectUri: 'https://others.example/callback',
}
/** Of other people's tenant, too. */
export const bob = { userName: 'bob@others.local', password: 'staple and paper' }

type Account = typeof ann

const application = (clientId: string, about: Partial<WorldApplication>): WorldApplication => ({
  clientId,
  objectId: clientId.replace('-0000-', '-000a-'),
  displayName: 'Some application',
  ...about,
})

const user = ({ userName, password }: Account, objectId: string, displayName = 'Somebody'): WorldUser => ({
  userPrincipalName: userName,
  password,
  objectId,
  displayName,
})

const applications: readonly WorldApplication[] = [
  application(webApp.clientId, {
    // A name that does harm on a page that takes it for HTML, as those of the tenant and of Ann.
    displayName: 'Web "<b>" app',
    secret: webApp.secret,
    redirectUris: { web: [webApp.redirectUri, webApp.otherRedirectUri] },
    allowsImplicitFlow: true,
  }),
  application(pageApp.clientId, { redirectUris: { spa: [pageApp.redirectUri] } }),
  application(mixedApp.clientId, {
    secret: mixedApp.secret,
    redirectUris: { web: [mixedApp.redirectUri], publicClient: ['http://localhost'] },
  }),
  application(installedApp.clientId, {
    redirectUris: { publicClient: ['http://localhost', 'http://[::1]', 'com.example.app://back'] },
  }),
  application(daemonApp.clientId, {}),
]

const users: readonly WorldUser[] = [
  user(ann, 'cccccccc-0000-0000-0000-000000000001', 'Ann <Ash>'),
  user(carol, 'cccccccc-0000-0000-0000-000000000002'),
  user(twins, 'cccccccc-0000-0000-0000-000000000003'),
]

/** More of the built-in tenant, whose name would do harm, too; and a tenant of other people. */
const tenants: readonly WorldTenant[] = [
  { id: tenantId, displayName: 'Lazulite & <i>Sons</i>', defaultDomain: 'lazulite.local', applications, users },
  {
    id: otherTenantId,
    displayName: 'Others',
    defaultDomain: 'others.local',
    applications: [application(foreignApp.clientId, { redirectUris: { web: [foreignApp.redirectUri] } })],
    users: [
      user(bob, 'dddddddd-0000-0000-0000-000000000001', 'Bob'),
      user(twins, 'dddddddd-0000-0000-0000-000000000002'),
    ],
  },
]

/** Adds all of these to a store with the built-in world: a world of its own would be hashed, slowly, at each start. */
export const saveSignInWorld = async (store: Store): Promise<void> => {
  const principals = (
    await Promise.all(tenants.map((tenant) => principalsOf(tenant, async (secret) => cheapHash(secret))))
  ).flat()
  await store.change(async (tx) => {
    for (const tenant of tenants) await tx.saveTenant(tenant)
    for (const principal of principals) await tx.savePrincipal(principal)
  })
}
