import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { DataFactoryManagementClient } from '@azure/arm-datafactory'
import { type Lazulite, type LazuliteOptions, startLazulite } from 'lazulite'
import { stringify } from 'yaml'
import { azureClient, givenARuntime, runtimeNames } from '../support/azureClients.ts'
import { owner, reader, runtimeUrl, subscriptionId, tenantId } from '../support/known.ts'
import { startIssuer } from '../support/outsideIssuer.ts'
import { request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const scope = 'https://management.azure.com'

const start = async (t: TestContext, options: LazuliteOptions = {}): Promise<Lazulite> => {
  const azure = await startLazulite(options)
  t.after(() => azure.close())
  return azure
}

const issuersFile = (t: TestContext, issuers: readonly object[]): string => {
  const file = join(temporaryFolder(t), 'issuers.yaml')
  writeFileSync(file, stringify(issuers))
  return file
}

/** Data Factory's own client, with tokens from elsewhere. */
const clientWith = ({ url, ca }: Lazulite, getToken: () => Promise<string>): DataFactoryManagementClient =>
  new DataFactoryManagementClient(
    { getToken: async () => ({ token: await getToken(), expiresOnTimestamp: Date.now() + 60_000 }) },
    subscriptionId,
    { endpoint: url, tlsOptions: { ca } },
  )

/** The issuer of a server's tokens, by its plain address: Node.js would not trust the certificate of the other one. */
const issuerOf = (other: Lazulite): string => `${other.httpUrl}/${tenantId}/v2.0`

test('a second Lazulite signs people in for the first, whose own issuer is switched off', async (t) => {
  const authority = await start(t)
  const issuers = issuersFile(t, [{ issuer: issuerOf(authority), tenantId, audiences: [scope] }])
  const azure = await start(t, { issuers, ownIssuer: false })
  const tokenOf = (of: typeof owner) => async () => {
    const credential = authority.credential({ clientId: of.clientId, clientSecret: of.secret })
    return (await credential.getToken(`${scope}/.default`)).token
  }
  const asOwner = clientWith(azure, tokenOf(owner))
  await givenARuntime({ ...azure, credential: authority.credential }, asOwner)

  const before = await asOwner.integrationRuntimes.listAuthKeys(...runtimeNames)
  const rotated = await asOwner.integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey1' })

  assert.notEqual(rotated.authKey1, before.authKey1)
  const asReader = clientWith(azure, tokenOf(reader))
  assert.equal((await asReader.integrationRuntimes.get(...runtimeNames)).name, runtimeNames[2])
  await assert.rejects(asReader.integrationRuntimes.listAuthKeys(...runtimeNames), {
    statusCode: 403,
    code: 'AuthorizationFailed',
  })
  await assert.rejects(azureClient(azure).integrationRuntimes.listAuthKeys(...runtimeNames), /openid|endpoints|404/)
})

test('a token of one Lazulite is worth nothing at another that does not trust it', async (t) => {
  const [one, other] = await Promise.all([start(t), start(t)])
  const { token } = await other.credential().getToken(`${scope}/.default`)

  const { status, text } = await request(`${one.httpUrl}${runtimeUrl}?api-version=2018-06-01`, {
    headers: { authorization: `Bearer ${token}` },
  })

  assert.equal(status, 401)
  assert.equal(JSON.parse(text).error.code, 'InvalidAuthenticationToken')
})

test('an identity provider goes away and comes back, and who signs in there keeps working', async (t) => {
  const issuer = await startIssuer(t)
  const file = issuersFile(t, [{ issuer: issuer.issuer, tenantId, audiences: ['api://lazulite'] }])
  const azure = await start(t, { issuers: file })
  await givenARuntime(azure)
  const sign = () => issuer.sign({ aud: 'api://lazulite', oid: owner.objectId })
  const { integrationRuntimes } = clientWith(azure, sign)

  await integrationRuntimes.listAuthKeys(...runtimeNames)
  const old = await sign()
  await issuer.goAway()
  await clientWith(azure, async () => old).integrationRuntimes.listAuthKeys(...runtimeNames)
  await issuer.comeBack()

  assert.ok((await integrationRuntimes.listAuthKeys(...runtimeNames)).authKey1)
})

test('a list of issuers with a fault keeps the server from starting, and names the line', async (t) => {
  const issuers = issuersFile(t, [{ issuer: 'https://login.example', tenantId, audience: 'api://lazulite' }])

  await assert.rejects(startLazulite({ issuers }), (error: Error) => {
    assert.match(error.message, /line 1: \[0\]\.audiences is required/)
    assert.match(error.message, /line 3: \[0\]\.audience is not known; did you mean audiences\?/)
    return true
  })
})
