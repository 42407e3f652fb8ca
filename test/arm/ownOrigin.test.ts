import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { origin, runtimeUrl } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { startService } from '../support/startService.ts'
import { ownerForm, postToken } from '../support/tokenRequests.ts'

const friend = 'https://portal.example.com'
const azure = await shareService({ corsOrigins: [friend] })

before(() => azure.givenARuntime())

const signIn = (headers: Record<string, string> = {}) => postToken(azure, ownerForm, { headers })
const rotate = (headers: Record<string, string>) =>
  azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' }, headers })

const corsHeaders = (headers: object): readonly string[] =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'))

test('the right credentials get a token here, where nothing is foreign', async () => {
  assert.equal((await signIn()).status, 200)
})

const foreign = {
  'another host': { host: 'evil.example.com' },
  'another host on the same port': { host: 'evil.example.com:8443' },
  'another port': { host: 'localhost:9999' },
  'no port': { host: 'localhost' },
  'an address that it does not listen on': { host: '192.168.0.1:8443' },
  'a name that ends like its own': { host: 'evil.localhost:8443' },
  'a name with a dot behind': { host: 'localhost.:8443' },
}

for (const [what, headers] of Object.entries(foreign)) {
  test(`a request to ${what} gets no token, no answer and no change`, async () => {
    const before = await azure.listAuthKeys()

    const refusals = [
      await rotate(headers),
      await azure.send('GET', runtimeUrl, { headers, token: null }),
      await azure.send('GET', '/metadata/endpoints', { headers, query: 'api-version=2022-09-01' }),
      await azure.send('GET', '/nowhere', { headers }),
      await azure.send('PUT', '/metadata/endpoints', { headers }),
      await azure.send('OPTIONS', runtimeUrl, { headers }),
    ]
    const token = await signIn(headers)

    for (const { status, body } of refusals) {
      assert.equal(status, 421)
      assert.equal(body.error.code, 'MisdirectedRequest')
      assert.match(
        body.error.message,
        /only for localhost:8443, localhost:8080\. Use one of these, or start it with --public-url\.$/,
      )
    }
    assert.equal(token.status, 421)
    assert.equal(token.body.access_token, undefined)
    assert.deepEqual(await azure.listAuthKeys(), before)
  })
}

for (const page of [
  'https://evil.example.com',
  'http://localhost:8443',
  'https://localhost',
  'https://localhost:8443.evil.example.com',
  'https://LOCALHOST:8443.evil.example.com',
  'http://portal.example.com',
  'https://portal.example.com.evil.example.com',
  'null',
  '',
]) {
  test(`a page of ${page || 'an origin without a name'} gets no token, no answer and no change`, async () => {
    const before = await azure.listAuthKeys()
    const headers = { origin: page }

    const refusals = [
      await rotate(headers),
      await azure.send('GET', runtimeUrl, { headers }),
      await azure.send('GET', '/metadata/endpoints', { headers, query: 'api-version=2022-09-01' }),
      await azure.send('GET', '/nowhere', { headers }),
      await azure.send('OPTIONS', runtimeUrl, { headers: { ...headers, 'access-control-request-method': 'POST' } }),
    ]
    const token = await signIn(headers)

    for (const { status, headers: answered, body } of refusals) {
      assert.equal(status, 403)
      assert.equal(body.error.code, 'ForeignOrigin')
      assert.deepEqual(corsHeaders(answered), [])
    }
    assert.equal(token.status, 403)
    assert.equal(token.body.access_token, undefined)
    assert.deepEqual(corsHeaders(token.headers), [])
    assert.deepEqual(await azure.listAuthKeys(), before)
  })
}

for (const page of [origin, 'http://localhost:8080', friend]) {
  test(`a page of ${page} may call and read what the answer says`, async () => {
    const headers = { origin: page }

    for (const { status, headers: answered } of [await rotate(headers), await signIn(headers)]) {
      assert.equal(status, 200)
      assert.equal(answered['access-control-allow-origin'], page)
      assert.equal(answered['access-control-allow-credentials'], undefined)
      assert.match(String(answered.vary), /\bOrigin\b/)
    }
    const refused = await azure.send('GET', runtimeUrl, { headers, token: null })
    assert.equal(refused.headers['access-control-allow-origin'], page, 'a refusal can be read, too')
    assert.match(String(refused.headers['access-control-expose-headers']), /www-authenticate/)
  })

  test(`a page of ${page} is told beforehand that it may`, async () => {
    const { status, headers } = await azure.send('OPTIONS', `${runtimeUrl}/regenerateAuthKey`, {
      token: null,
      query: '',
      headers: {
        origin: page,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })

    assert.equal(status, 204)
    assert.equal(headers['access-control-allow-origin'], page)
    assert.equal(headers['access-control-allow-headers'], 'authorization,content-type')
    assert.deepEqual(String(headers['access-control-allow-methods']).split(', ').toSorted(), [
      'DELETE',
      'GET',
      'HEAD',
      'PATCH',
      'POST',
      'PUT',
    ])
  })
}

test('the host may be written in any letter case', async () => {
  assert.equal((await azure.send('GET', runtimeUrl, { headers: { host: 'LocalHost:8443' } })).status, 200)
})

test('without further origins only the server’s own pages may call', async (t) => {
  const closed = await startService(t)

  assert.equal((await closed.send('GET', '/tenants', { headers: { origin: friend } })).status, 403)
  assert.equal((await closed.send('GET', '/tenants', { headers: { origin } })).status, 200)
})
