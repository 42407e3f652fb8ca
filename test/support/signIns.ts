import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { TestContext } from 'node:test'
import { builtInWorld } from '../../src/world/builtInWorld.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { browse } from './browse.ts'
import { tenantId } from './known.ts'
import { fileOf } from './openTemporaryStore.ts'
import { type Reply, startService } from './startService.ts'

export type Form = Readonly<Record<string, string>>

/** Microsoft's command line, which is there in every tenant. */
export const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'
/** A server, which has a secret. */
export const webApp = {
  clientId: 'aaaaaaaa-0000-0000-0000-000000000001',
  secret: 'secret of the web app',
  redirectUri: 'https://web.example/back',
}
/** A page in the browser. */
export const pageApp = { clientId: 'aaaaaaaa-0000-0000-0000-000000000002', redirectUri: 'https://page.example/back' }
/** A server that people may also install: it has a secret, and each kind of redirect URI. */
export const mixedApp = {
  clientId: 'aaaaaaaa-0000-0000-0000-000000000003',
  secret: 'secret of the mixed app',
  redirectUri: 'https://mixed.example/back',
}
export const otherTenant = {
  id: '88888888-8888-8888-8888-888888888888',
  userName: 'ann@others.local',
  password: 'others-password',
}

const objectIdOf = (clientId: string): string => clientId.replace('aaaaaaaa', 'bbbbbbbb')

export const signInWorld: World = {
  ...builtInWorld,
  tenants: [
    ...builtInWorld.tenants.map((tenant) => ({
      ...tenant,
      applications: [
        ...(tenant.applications ?? []),
        {
          clientId: webApp.clientId,
          objectId: objectIdOf(webApp.clientId),
          displayName: 'Web app',
          secret: webApp.secret,
          redirectUris: { web: [webApp.redirectUri] },
        },
        {
          clientId: pageApp.clientId,
          objectId: objectIdOf(pageApp.clientId),
          displayName: 'Page',
          redirectUris: { spa: [pageApp.redirectUri] },
        },
        {
          clientId: mixedApp.clientId,
          objectId: objectIdOf(mixedApp.clientId),
          displayName: 'Mixed app',
          secret: mixedApp.secret,
          redirectUris: { web: [mixedApp.redirectUri], publicClient: ['http://localhost'] },
        },
      ],
    })),
    {
      id: otherTenant.id,
      displayName: 'Others',
      defaultDomain: 'others.local',
      users: [
        {
          userPrincipalName: otherTenant.userName,
          objectId: '88888888-8888-8888-8888-00000000000a',
          displayName: 'Ann',
          password: otherTenant.password,
        },
      ],
    },
  ],
}

/** What the client keeps to itself until it redeems a code. */
export const verifier = 'a-verifier-of-43-characters-and-some-more-of-them'
export const challengeOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** What Azure's command line asks a user's browser for. */
export const cliRequest: Form = {
  client_id: azureCli,
  response_type: 'code',
  redirect_uri: 'http://localhost:54321',
  scope: 'https://management.core.windows.net//.default offline_access openid profile',
  code_challenge: challengeOf(verifier),
  code_challenge_method: 'S256',
}

/** What it then sends to have the code redeemed. */
export const cliRedemption = (code: string): Form => ({
  grant_type: 'authorization_code',
  client_id: azureCli,
  code,
  redirect_uri: 'http://localhost:54321',
  code_verifier: verifier,
})

/** A service with clients and users of every kind, and a browser in which nobody has signed in yet. */
export const startSignIns = async (t: TestContext, options: Parameters<typeof startService>[1] = {}) => {
  const azure = await startService(t, { world: signInWorld, ...options })
  const browser = browse(azure)

  /** Sends a form to the token service. */
  const post = (path: string, form: Form, headers: Form = {}): Promise<Reply> =>
    azure.send('POST', path, {
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      query: '',
      token: null,
    })

  return {
    ...azure,
    browser,
    post,
    postToken: (form: Form, path = '/organizations/oauth2/v2.0/token'): Promise<Reply> => post(path, form),
    /** Has a user sign in for a client; answers with the code that the browser brings back. */
    newCode: async (
      request: Form,
      {
        path = '/organizations/oauth2/v2.0/authorize',
        ...who
      }: { path?: string; userName?: string; password?: string } = {},
    ): Promise<string> => {
      const { url, page } = await browser.signIn(`${path}?${new URLSearchParams(request)}`, who)
      return url.searchParams.get('code') ?? assert.fail(`no code came: ${url} ${page?.text}`)
    },
    /** As if the users of the first tenant had never been. */
    forgetUsers: (): void => {
      using database = new DatabaseSync(fileOf(azure.store))
      database.exec(`delete from principals where kind = 'user' and tenant_key = '${tenantId}'`)
    },
  }
}

export type SignIns = Awaited<ReturnType<typeof startSignIns>>

/** That a token request is refused, and how. */
export const assertRefusedWith = ({ status, body }: Reply, error: string, code: number): void => {
  assert.deepEqual([body.error, body.error_codes], [error, [code]], JSON.stringify(body))
  assert.ok(status === 400 || status === 401, String(status))
  assert.ok(!('access_token' in body) && !('refresh_token' in body))
}
