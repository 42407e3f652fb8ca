import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Form } from './asForm.ts'
import { authorizeUrl } from './authorizeRequests.ts'
import { browse } from './browse.ts'
import { azureCli, tenantId } from './known.ts'
import { fileOf } from './openTemporaryStore.ts'
import { postForm } from './postForm.ts'
import { ann, saveSignInWorld } from './signInWorld.ts'
import { type Options, type Reply, startService } from './startService.ts'
import type { Ending } from './temporaryFolder.ts'
import { verified } from './verified.ts'

/** What the client keeps to itself until it redeems a code. */
export const verifier = 'a-verifier-of-43-characters-and-some-more-of-them'
export const challengeOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** What Azure's command line asks for, with a slash too many, as it is sent. */
export const cliScope = 'https://management.core.windows.net//.default offline_access openid profile'

/** What Azure's command line asks a user's browser for. */
export const cliRequest: Form = {
  client_id: azureCli,
  response_type: 'code',
  redirect_uri: 'http://localhost:54321',
  scope: cliScope,
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
export const startSignIns = async (t: Ending, options: Omit<Options, 'world'> = {}) => {
  const azure = await startService(t, options)
  await saveSignInWorld(azure.store)
  const browser = browse(azure)

  /** Sends a form to the token service. */
  const post = (url: string, form: Form, headers: Form = {}): Promise<Reply> => postForm(azure, form, { url, headers })

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
    /** The browser, once Ann has signed in with it. */
    givenASession: async () => {
      await browser.signIn(authorizeUrl(), ann)
      return browser
    },
    /** What a token of the service says, once its signature is checked. */
    claimsOf: async (token = '') => (await verified(azure, token)).claims,
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
