import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoreError } from '../../../src/core/store.ts'
import { origin } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { startTokenService } from '../support.ts'
import { askFor, type Place, places } from './support.ts'

const friend = 'https://portal.example.com'
const azure = await shareService({ corsOrigins: [friend] })
const everyPlace = Object.keys(places) as Place[]

type Asked = Parameters<typeof askFor>[2]

/** What is told of a refusal, whichever shape it has. */
const textOf = (body: Record<string, string>): string => body.error_description ?? body.message ?? ''

const assertNoToken = ({ text }: { text: string }): void => assert.doesNotMatch(text, /eyJ|access_token/)

test('without its header, a virtual machine is told so in the documented words', async () => {
  for (const metadata of [undefined, '', 'false', 'True', 'true, true']) {
    const reply = await askFor(azure, 'a virtual machine', { headers: { metadata } })

    assert.equal(reply.status, 400)
    assert.deepEqual(reply.body, {
      error: 'invalid_request',
      error_description: 'Required metadata header not specified',
    })
    assert.equal(reply.headers['content-type'], 'application/json; charset=utf-8')
  }
})

test('who asks whether anybody is here, with nothing but the path, is answered', async () => {
  const query = { 'api-version': undefined, resource: undefined }

  const { status, body } = await askFor(azure, 'a virtual machine', { headers: { metadata: undefined }, query })

  assert.deepEqual([status, body.error], [400, 'invalid_request'])
})

test('without its header, an App Service gets no token', async () => {
  for (const header of [undefined, '']) {
    const reply = await askFor(azure, 'an App Service', { headers: { 'x-identity-header': header } })

    assert.deepEqual(
      [reply.status, reply.body],
      [400, { statusCode: 400, message: 'The header X-IDENTITY-HEADER is missing.' }],
    )
  }
})

test('the header of the one place opens no other', async () => {
  const machine = await askFor(azure, 'a virtual machine', {
    headers: { metadata: undefined, 'x-identity-header': 'x' },
  })
  const service = await askFor(azure, 'an App Service', {
    headers: { metadata: 'true', 'x-identity-header': undefined },
  })

  assert.deepEqual([machine.status, service.status], [400, 400])
})

/** From elsewhere, or by way of somebody else. */
const notOnThisMachine: Readonly<Record<string, Asked>> = {
  'another machine': { address: '192.168.0.7' },
  'another machine over IPv6': { address: 'fe80::1' },
  'another machine, mapped to IPv6': { address: '::ffff:192.168.0.7' },
  'an address that begins like loopback': { address: '::ffff:1270.0.0.1' },
  'a proxy, by X-Forwarded-For': { headers: { 'x-forwarded-for': '127.0.0.1' } },
  'a proxy, by an empty X-Forwarded-For': { headers: { 'x-forwarded-for': '' } },
  'a proxy, by Forwarded': { headers: { forwarded: 'for=127.0.0.1' } },
  'a proxy, by Via': { headers: { via: '1.1 proxy' } },
  'a proxy, by X-Real-IP': { headers: { 'x-real-ip': '127.0.0.1' } },
  'a proxy, by X-Forwarded-Host': { headers: { 'x-forwarded-host': 'localhost' } },
  'a proxy, by X-Forwarded-Proto': { headers: { 'x-forwarded-proto': 'http' } },
}

/** A browser on this machine. */
const pages: Readonly<Record<string, Asked>> = {
  'a page of this server': { headers: { origin } },
  'a page of this server, of plain http': { headers: { origin: 'http://localhost:8080' } },
  'a page that was allowed elsewhere': { headers: { origin: friend } },
  'a page of this server, which sends no Origin for a GET': { headers: { 'sec-fetch-site': 'same-origin' } },
  'a link that somebody clicked': { headers: { 'sec-fetch-site': 'none' } },
}

for (const place of everyPlace) {
  for (const [who, asked] of Object.entries({ ...notOnThisMachine, ...pages })) {
    test(`${place} gives no token to ${who}`, async () => {
      const reply = await askFor(azure, place, asked)

      assert.equal(reply.status, 403)
      assert.match(textOf(reply.body), /^A managed identity is /)
      assertNoToken(reply)
    })
  }

  test(`${place} is not there where nobody gets a managed identity`, async (t) => {
    const without = await startService(t, { managedIdentity: false })

    const reply = await askFor(without, place)

    assert.equal(reply.status, 404)
    assertNoToken(reply)
  })

  test(`${place} is on loopback, however it is written`, async () => {
    for (const address of ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1']) {
      assert.equal((await askFor(azure, place, { address })).status, 200, address)
    }
  })

  test(`${place} is at the plain port alone`, async () => {
    const reply = await askFor(azure, place, { headers: { host: 'localhost:8443' } })

    assert.equal(reply.status, 403)
    assert.match(textOf(reply.body), /over plain http alone/)
  })

  test(`${place} gives nothing by a foreign name or to a foreign page, and says it in its own words`, async () => {
    const rebound = await askFor(azure, place, { headers: { host: 'evil.example' } })
    const foreign = await askFor(azure, place, { headers: { origin: 'https://evil.example' } })

    assert.deepEqual([rebound.status, foreign.status], [421, 403])
    for (const reply of [rebound, foreign]) {
      assert.match(textOf(reply.body), /^AADSTS9002313: /)
      assertNoToken(reply)
    }
  })

  test(`no answer of ${place} says that a page may read it, not even the one before a request`, async () => {
    const asking = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'metadata' }

    for (const page of [origin, friend]) {
      const preflight = await askFor(azure, place, { method: 'OPTIONS', headers: { ...asking, origin: page } })
      const request = await askFor(azure, place, { headers: { origin: page } })

      for (const { headers } of [preflight, request]) {
        const allowed = Object.keys(headers).filter((name) => name.startsWith('access-control-'))
        assert.deepEqual(allowed, [])
      }
    }
  })

  test(`${place} must be told the resource and the version`, async () => {
    const refused = async (query: Record<string, string | undefined>) => {
      const { status, body } = await askFor(azure, place, { query })
      return [status, textOf(body)]
    }

    for (const none of [undefined, '']) {
      assert.deepEqual(await refused({ resource: none }), [400, "Required query variable 'resource' is missing"])
      assert.deepEqual(await refused({ 'api-version': none }), [
        400,
        "Required query variable 'api-version' is missing",
      ])
    }
    for (const version of ['2017-09-01', '1.0', 'latest', '2018-02-01-preview']) {
      const [status, text] = await refused({ 'api-version': version })
      assert.deepEqual([status, /not a version that is known here\. Use 20/.test(String(text))], [400, true], version)
    }
  })

  test(`${place} gets no token for a resource that nobody knows, in the words of the token service`, async () => {
    const reply = await askFor(azure, place, { query: { resource: 'https://vault.azure.net' } })

    assert.equal(reply.status, 400)
    assert.match(
      textOf(reply.body),
      /^AADSTS500011: The resource principal named https:\/\/vault\.azure\.net was not found in the tenant named Lazulite\./,
    )
    if (place === 'a virtual machine') assert.equal(reply.body.error, 'invalid_resource')
  })

  test(`${place} refuses a variable that comes twice`, async () => {
    const { path, headers } = places[place]
    const twice = `${path}?api-version=2019-08-01&resource=x&resource=y`

    const reply = await azure.app.inject({ url: twice, headers: { host: 'localhost:8080', ...headers } })

    assert.equal(reply.statusCode, 400)
    assert.match(reply.body, /AADSTS9000411/)
  })

  test(`${place} takes no other method`, async () => {
    for (const method of ['POST', 'PUT'] as const) {
      const reply = await askFor(azure, place, { method })

      assert.deepEqual([reply.status, reply.headers.allow], [405, 'GET'])
      assertNoToken(reply)
    }
  })

  test(`${place} can wait when the database fails`, async (t) => {
    const broken = { read: () => Promise.reject(new StoreError('disk I/O error in /secret/path')) }
    const entra = await startTokenService(t, ({ store }) => ({ store: { ...store, ...broken } }))

    const reply = await askFor(entra, place)

    assert.deepEqual([reply.status, reply.headers['retry-after']], [503, '5'])
    assert.doesNotMatch(reply.text, /secret|disk/)
  })
}
