import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AppRegistration, plainRegistration } from '../../../src/core/appRegistration.ts'
import { openAttempts } from '../../../src/core/attempts/attempts.ts'
import { ownOrigins } from '../../../src/core/origins.ts'
import type { Client } from '../../../src/entra/clients/client.ts'
import { authenticateClient, requestedClientId } from '../../../src/entra/clients/clientAuthentication.ts'
import type { Parameters } from '../../../src/entra/parameters.ts'
import { secretChecker } from '../../../src/entra/secrets/secretChecker.ts'
import { outsideVerifier } from '../../../src/issuers/verifyOutside.ts'
import { cheapHash } from '../../support/cheapHash.ts'
import { newClientCertificate, signAssertion } from '../../support/clientCertificate.ts'
import { basic, effects, instant, origin, tenantDomain, tenantId } from '../support.ts'

const clientId = 'aaaaaaaa-0000-4000-8000-00000000000b'
const secretHash = cheapHash('right')
const own = await newClientCertificate()
const spa = { ...plainRegistration.redirectUris, spa: ['https://app.example'] }

const client = (secretHash: string | undefined, registration: Partial<AppRegistration> = {}): Client => ({
  clientId,
  displayName: 'app',
  tenantId,
  secretHash,
  registration: { ...plainRegistration, ...registration },
})

const requestWith = (form: Parameters, authorization?: string) => ({
  form,
  headers: authorization === undefined ? {} : { authorization },
  tenantName: 'common',
  connection: { address: '192.0.2.1', isEncrypted: true, httpVersion: '1.1' },
})

const start = () => {
  const parts = {
    effects,
    attempts: openAttempts(effects),
    checkSecret: secretChecker(effects),
    origins: ownOrigins([origin]),
    verifyOutside: outsideVerifier(effects),
  }
  const tenant = { id: tenantId, displayName: 'Lazulite', defaultDomain: tenantDomain }
  return (of: Client, form: Parameters, authorization?: string) =>
    authenticateClient(parts, requestWith({ client_id: clientId, ...form }, authorization), { client: of, tenant })
}

test('an application that shows nothing has proven nothing, which is no fault yet', async () => {
  const prove = start()

  assert.equal(await prove(client(undefined, { redirectUris: spa }), {}), 'none')
  assert.equal(await prove(client(secretHash), {}), 'none')
})

test('a secret counts in the form and in HTTP Basic, and must be right', async () => {
  const prove = start()

  assert.equal(await prove(client(secretHash), { client_secret: 'right' }), 'secret')
  assert.equal(await prove(client(secretHash), {}, basic(clientId, 'right')), 'secret')
  await assert.rejects(prove(client(secretHash), { client_secret: 'wrong' }), { code: 7000215 })
  await assert.rejects(prove(client(undefined), { client_secret: 'right' }), { code: 7000215 })
})

test('a page that has a secret, too, must show the right one or none', async () => {
  const prove = start()
  const page = client(secretHash, { redirectUris: spa })

  assert.equal(await prove(page, { client_secret: 'right' }), 'secret')
  await assert.rejects(prove(page, { client_secret: 'wrong' }), { code: 7000215 })
})

test('one that was given nothing to show is told so when it shows something', async () => {
  const prove = start()

  const shown = prove(client(undefined, { redirectUris: spa }), { client_secret: 'anything' })

  await assert.rejects(shown, {
    code: 700025,
    status: 401,
    message: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  })
})

test('an assertion may be for the very path that it is sent to, also where that leaves the tenant open', async () => {
  const prove = start()
  const seconds = Math.floor(instant.getTime() / 1000)
  const claims = { iss: clientId, sub: clientId, aud: `${origin}/common/oauth2/v2.0/token`, exp: seconds + 600 }
  const assertion = await signAssertion(own, { claims, header: { x5t: own.x5t } })

  const proof = await prove(client(undefined, { certificates: [own.certificate] }), {
    client_assertion: assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  })

  assert.equal(proof, 'assertion')
})

test('after ten wrong secrets not even the right one is looked at, where it was never shown before', async () => {
  const prove = start()
  const guess = (client_secret: string) => prove(client(secretHash), { client_secret })
  for (let one = 0; one < 10; one += 1) await assert.rejects(guess(`wrong ${one}`), { code: 7000215 })

  await assert.rejects(guess('right'), { code: 90055, status: 429, retryAfterSeconds: 60 })
})

test('a forgotten program with an old secret does not lock out the one beside it that has the right one', async () => {
  const prove = start()
  const show = (client_secret: string) => prove(client(secretHash), { client_secret })
  await show('right')
  for (let one = 0; one < 20; one += 1) await assert.rejects(show('old'), { code: 7000215 })

  assert.equal(await show('right'), 'secret')
})

test('an application is called by its id in lower case, wherever that stands', () => {
  const upper = clientId.toUpperCase()

  assert.equal(requestedClientId(requestWith({ client_id: upper })), clientId)
  assert.equal(requestedClientId(requestWith({}, basic(upper, 'x'))), clientId)
})
