import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import {
  type AuthenticationResult,
  ConfidentialClientApplication,
  CryptoProvider,
  type NodeAuthOptions,
  PublicClientApplication,
  type ServerError,
} from '@azure/msal-node'
import { decodeJwt, importPKCS8, SignJWT } from 'jose'
import { startLazulite } from 'lazulite'
import { scriptlessBrowser } from '../../conformance/clients/browser.ts'
import { newClientCertificate } from '../support/clientCertificate.ts'
import { orchard, writeOrchard } from '../support/orchard.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const { ann, service, program, tenantId } = orchard
const certificate = await newClientCertificate()
const world = writeOrchard(temporaryFolder({ after }), certificate)
const azure = await startLazulite({ world })
after(() => azure.close())
// The library asks by `fetch`, which trusts what the process trusts.
setDefaultCACertificates([...getCACertificates('default'), azure.ca])

const authority = `${azure.url}/${tenantId}`
const knownAuthorities = [new URL(azure.url).host]
const applicationScopes = ['https://management.azure.com/.default']
const userScopes = ['https://management.azure.com/user_impersonation']

const confidential = (credential: Partial<NodeAuthOptions>): ConfidentialClientApplication =>
  new ConfidentialClientApplication({
    auth: { clientId: service.clientId, authority, knownAuthorities, ...credential },
  })

const installed = (): PublicClientApplication =>
  new PublicClientApplication({ auth: { clientId: program.clientId, authority, knownAuthorities } })

/** The browser of the user, without any history. */
const browse = () =>
  scriptlessBrowser(azure.url, ({ href }, { method, headers, body }) =>
    request(href, { method, headers, ca: azure.ca, ...(body !== undefined && { body }) }),
  )

/** Asks Resource Manager as whoever the token is for; answers with the caller's object id. */
const callAs = async (result: AuthenticationResult | null): Promise<unknown> => {
  const token = result?.accessToken ?? assert.fail('there is no token')
  const reply = await fetch(`${azure.url}/subscriptions?api-version=2022-12-01`, {
    headers: { authorization: `Bearer ${token}` },
  })
  assert.equal(reply.status, 200)
  return decodeJwt(token).oid
}

test('an application signs in with its secret, and then keeps its token', async () => {
  const client = confidential({ clientSecret: service.secret })

  const first = await client.acquireTokenByClientCredential({ scopes: applicationScopes })
  const second = await client.acquireTokenByClientCredential({ scopes: applicationScopes })

  assert.equal(await callAs(first), service.objectId)
  assert.equal(second?.fromCache, true)
})

test('an application is told in the words of the token service that its secret is wrong', async () => {
  const client = confidential({ clientSecret: 'quinces-in-may' })

  const refused = client.acquireTokenByClientCredential({ scopes: applicationScopes })

  await assert.rejects(refused, ({ errorCode, errorMessage }: ServerError) => {
    assert.equal(errorCode, 'invalid_client')
    assert.match(errorMessage, /AADSTS7000215/)
    return true
  })
})

test('an application signs in with its certificate', async () => {
  const client = confidential({
    clientCertificate: {
      thumbprintSha256: Buffer.from(certificate['x5t#S256'], 'base64url').toString('hex'),
      privateKey: certificate.key,
    },
  })

  assert.equal(
    await callAs(await client.acquireTokenByClientCredential({ scopes: applicationScopes })),
    service.objectId,
  )
})

test('an application signs in with an assertion that it makes itself', async () => {
  const key = await importPKCS8(certificate.key, 'RS256')
  const client = confidential({
    clientAssertion: ({ clientId, tokenEndpoint = '' }) =>
      new SignJWT({ jti: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'RS256', 'x5t#S256': certificate['x5t#S256'] })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(tokenEndpoint)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(key),
  })

  assert.equal(
    await callAs(await client.acquireTokenByClientCredential({ scopes: applicationScopes })),
    service.objectId,
  )
})

/** Has Ann sign in for a client, by a code with PKCE. */
const signInByCode = async (
  client: ConfidentialClientApplication | PublicClientApplication,
  redirectUri: string,
): Promise<AuthenticationResult> => {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
  const asked = { scopes: userScopes, redirectUri, state: 'row 7' }

  const url = await client.getAuthCodeUrl({ ...asked, codeChallenge: challenge, codeChallengeMethod: 'S256' })
  const { url: back } = await browse().signIn(url, ann)

  assert.equal(`${back.origin}${back.pathname}`, new URL(redirectUri).href)
  assert.equal(back.searchParams.get('state'), 'row 7')
  const code = back.searchParams.get('code') ?? assert.fail(back.href)
  return client.acquireTokenByCode({ scopes: userScopes, redirectUri, codeVerifier: verifier, code })
}

for (const [kind, client, redirectUri] of [
  ['a server with a secret', confidential({ clientSecret: service.secret }), service.redirectUri],
  ['a program without one', installed(), program.redirectUri],
] as const) {
  test(`${kind} has a user sign in by a code with PKCE, and renews the token`, async () => {
    const result = await signInByCode(client, redirectUri)
    const account = result.account ?? assert.fail('nobody has signed in')
    const renewed = await client.acquireTokenSilent({ scopes: userScopes, account, forceRefresh: true })

    assert.equal(account.username, ann.userName)
    assert.notEqual(renewed?.accessToken, result.accessToken)
    assert.equal(await callAs(renewed), await callAs(result))
  })
}

test('a refresh token that a program has kept by itself is good for another token', async () => {
  const client = installed()
  await signInByCode(client, program.redirectUri)
  const { RefreshToken: kept } = JSON.parse(client.getTokenCache().serialize())
  const [{ secret: refreshToken }] = Object.values(kept) as [{ secret: string }]

  const result = await installed().acquireTokenByRefreshToken({ scopes: userScopes, refreshToken })

  assert.equal(result?.account?.username, ann.userName)
  await callAs(result)
})

test('a device shows a code, and has its token when the user has typed it elsewhere', async () => {
  const browser = browse()
  const typed: Promise<unknown>[] = []

  const result = await installed().acquireTokenByDeviceCode({
    scopes: userScopes,
    deviceCodeCallback: ({ userCode, verificationUri }) => {
      const type = async (): Promise<unknown> => {
        const question = await browser.submit(await browser.signIn(verificationUri, ann), { user_code: userCode })
        return browser.submit(question, { answer: 'continue' })
      }
      typed.push(type())
    },
  })

  await Promise.all(typed)
  assert.equal(typed.length, 1)
  assert.equal(result?.account?.username, ann.userName)
  await callAs(result)
})
