import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { plainRegistration, type RedirectUris } from '../../src/core/appRegistration.ts'
import { browse, type Visit } from '../support/browse.ts'
import { cheapHash, effects, instant, startTokenService } from './support.ts'

export const contoso = '11111111-1111-1111-1111-111111111111'
export const fabrikam = '22222222-2222-2222-2222-22222222222f'
export const ann = { userName: 'ann@contoso.example', password: 'correct horse battery' }
export const bob = { userName: 'bob@fabrikam.example', password: 'staple and paper' }
/** Of Contoso: one of each kind, and one that no browser is sent back to. */
export const web = 'aaaaaaaa-0000-4000-8000-000000000001'
export const page = 'aaaaaaaa-0000-4000-8000-000000000002'
export const native = 'aaaaaaaa-0000-4000-8000-000000000003'
export const daemon = 'aaaaaaaa-0000-4000-8000-000000000004'
/** Of Fabrikam. */
export const foreign = 'bbbbbbbb-0000-4000-8000-000000000001'
export const callback = 'https://app.example/callback'
/** Has a query of its own. */
export const otherCallback = 'https://app.example/other?from=here'
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const redirectUris: Readonly<Record<string, Partial<RedirectUris>>> = {
  [web]: { web: [callback, otherCallback] },
  [page]: { spa: ['https://page.example/'] },
  [native]: { publicClient: ['http://localhost', 'http://[::1]', 'com.example.app://back'] },
  [daemon]: {},
  [foreign]: { web: ['https://fabrikam.example/callback'] },
}

const annsHash = cheapHash(ann.password)
const bobsHash = cheapHash(bob.password)

/** The token service with two tenants, their users, and applications that these sign in to; its clock can be moved. */
export const startSignIn = async (t: TestContext) => {
  let skippedMs = 0
  const now = (): Date => new Date(instant.getTime() + skippedMs)
  const ticketKey = randomBytes(32)
  const service = await startTokenService(t, () => ({ ticketKey, effects: { ...effects, now } }))
  await service.store.change(async (tx) => {
    await tx.saveTenant({ id: contoso, displayName: 'Contoso & <i>Sons</i>', defaultDomain: 'contoso.example' })
    await tx.saveTenant({ id: fabrikam, displayName: 'Fabrikam', defaultDomain: 'fabrikam.example' })
    for (const [tenantId, name, secretHash] of [
      [contoso, ann.userName, annsHash],
      [fabrikam, bob.userName, bobsHash],
      // A name of one tenant that is of no tenant's domain, and one that both have.
      [contoso, 'carol@elsewhere.example', annsHash],
      [contoso, 'everywhere@elsewhere.example', annsHash],
      [fabrikam, 'everywhere@elsewhere.example', annsHash],
    ] as const) {
      const displayName = name === ann.userName ? 'Ann <Ash>' : 'Somebody'
      await tx.savePrincipal({ tenantId, objectId: randomUUID(), kind: 'user', name, displayName, secretHash })
    }
    for (const [clientId, uris] of Object.entries(redirectUris)) {
      await tx.savePrincipal({
        tenantId: clientId === foreign ? fabrikam : contoso,
        objectId: randomUUID(),
        kind: 'application',
        name: clientId,
        displayName: 'Orchard "<b>"',
        secretHash: undefined,
        registration: {
          ...plainRegistration,
          redirectUris: { ...plainRegistration.redirectUris, ...uris },
          allowsImplicitFlow: clientId === web,
        },
      })
    }
  })
  const browser = browse(service)
  return {
    ...service,
    ticketKey,
    browser,
    now,
    skip: (milliseconds: number): void => {
      skippedMs += milliseconds
    },
    /** A browser that Ann has signed in with. */
    givenASession: async () => {
      await browser.signIn(authorizeUrl(), ann)
      return browser
    },
  }
}

export type SignInService = Awaited<ReturnType<typeof startSignIn>>

type Parameters = Readonly<Record<string, string | undefined>>

/** A request for a code that is answered as it stands; `changes` replace its parameters, undefined takes one away. */
export const authorizeUrl = (changes: Parameters = {}, path = `/${contoso}/oauth2/v2.0/authorize`): string => {
  const parameters: Parameters = {
    client_id: web,
    response_type: 'code',
    redirect_uri: callback,
    scope: 'openid profile',
    state: 'a state',
    nonce: 'a nonce',
    ...changes,
  }
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `${path}?${new URLSearchParams(given)}`
}

/** What the browser brought back to the client, by query or fragment. */
export const broughtBack = ({ url, page }: Visit): Readonly<Record<string, string>> => {
  assert.equal(page, undefined, `the browser is still here, at ${url}: ${page?.status} ${page?.text}`)
  const parts = [...url.search.slice(1).split('&'), ...url.hash.slice(1).split('&')].filter(Boolean)
  return Object.fromEntries(
    parts.map((part) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? []
      return [name, decodeURIComponent(value)]
    }),
  )
}

/** That the person was told, here, and sent nowhere; answers with the text of the page. */
export const assertShown = ({ page }: Visit, status: number, code: number): string => {
  assert.equal(page?.status, status, page?.text)
  assert.equal(page?.headers.location, undefined)
  assert.match(String(page?.headers['content-type']), /^text\/html/)
  const text = page?.text ?? ''
  assert.match(text, new RegExp(`role="alert">AADSTS${code}: `))
  return text
}
