import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import { StoreError } from '../../src/core/store.ts'
import { inject } from '../support/inject.ts'
import { factoryUrl, groupUrl, nobody, origin, owner, runtimeUrl, subscriptionId, tenantId } from '../support/known.ts'
import { serverless } from '../support/runtimeKinds.ts'
import { shareService } from '../support/shareService.ts'
import { type Reply, startService } from '../support/startService.ts'
import { ownerForm, postToken } from '../support/tokenRequests.ts'

const azure = await shareService()
const authorization = `Bearer ${await azure.tokenOf(owner)}`

before(() => azure.givenARuntime())

test('PUT of a factory or a runtime is 200, for the first as for the next: 201 is an error to every client', async () => {
  const factory = factoryUrl.replace('Factory-1', 'Factory-2')

  for (const [url, body] of [
    [factory, { location: 'eastus' }],
    [`${factory}/integrationRuntimes/a-b`, { properties: { type: 'SelfHosted' } }],
    [`${factory}/integrationRuntimes/c-d`, { properties: serverless }],
  ] as const) {
    const statuses = [await azure.send('PUT', url, { body }), await azure.send('PUT', url, { body })]
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [200, 200],
      url,
    )
  }
})

/** Whatever goes wrong, and what goes right: JavaScript answers `{}` for text, and Python fails. */
const answers: Readonly<Record<string, Parameters<typeof inject>[1] & { readonly status: number }>> = {
  'a list': { method: 'GET', url: `${factoryUrl}/integrationRuntimes?api-version=2018-06-01`, status: 200 },
  'a status': { method: 'POST', url: `${runtimeUrl}/getStatus?api-version=2018-06-01`, status: 200 },
  'the metadata': { method: 'GET', url: '/metadata/endpoints?api-version=2022-09-01', status: 200 },
  'the metadata of 2015': { method: 'GET', url: '/metadata/endpoints?api-version=1.0', status: 200 },
  discovery: { method: 'GET', url: `/${tenantId}/v2.0/.well-known/openid-configuration`, status: 200 },
  'the keys of the issuer': { method: 'GET', url: `/${tenantId}/discovery/v2.0/keys`, status: 200 },
  'no token': { method: 'GET', url: `${groupUrl}?api-version=2018-06-01`, headers: { authorization: '' }, status: 401 },
  'a token of nobody': {
    method: 'GET',
    url: `${groupUrl}?api-version=2018-06-01`,
    headers: { authorization: 'Bearer x' },
    status: 401,
  },
  'no api-version': { method: 'GET', url: groupUrl, status: 400 },
  'a runtime that is not there': { method: 'GET', url: `${runtimeUrl}x?api-version=2018-06-01`, status: 404 },
  'a factory that is not there': { method: 'GET', url: `${factoryUrl}x?api-version=2018-06-01`, status: 404 },
  'a path that leads nowhere': { method: 'GET', url: '/nowhere', status: 404 },
  'a method that is not there': { method: 'DELETE', url: '/metadata/endpoints', status: 405 },
  'a method that no server has': { method: 'QUERY', url: '/nowhere', status: 405 },
  'a body that is none': {
    method: 'POST',
    url: `${runtimeUrl}/regenerateAuthKey?api-version=2018-06-01`,
    headers: { 'content-type': 'application/json' },
    body: '{',
    status: 400,
  },
  'a body of another type': {
    method: 'POST',
    url: `${runtimeUrl}/regenerateAuthKey?api-version=2018-06-01`,
    headers: { 'content-type': 'text/plain' },
    body: '{}',
    status: 415,
  },
  'a foreign host': { method: 'GET', url: '/nowhere', headers: { host: 'evil.example' }, status: 421 },
  'a foreign page': { method: 'GET', url: '/nowhere', headers: { origin: 'https://evil.example' }, status: 403 },
  'a token request of nothing': { method: 'POST', url: `/${tenantId}/oauth2/v2.0/token`, status: 400 },
  'a token request by GET': { method: 'GET', url: `/${tenantId}/oauth2/v2.0/token`, status: 405 },
  'a tenant that is not there': {
    method: 'GET',
    url: '/contoso.com/v2.0/.well-known/openid-configuration',
    status: 400,
  },
  health: { method: 'GET', url: '/health', status: 200 },
  'managed identity, for who asks without its header': {
    method: 'GET',
    url: '/metadata/identity/oauth2/token',
    headers: { host: 'localhost:8080' },
    status: 400,
  },
  'managed identity of App Service': {
    method: 'GET',
    url: '/msi/token',
    headers: { host: 'localhost:8080' },
    status: 400,
  },
}

for (const [what, { status, ...request }] of Object.entries(answers)) {
  test(`the body of the answer to ${what} says that it is JSON, and is`, async () => {
    const reply = await inject(azure, { ...request, headers: { authorization, ...request.headers } })

    assert.equal(reply.status, status, reply.text)
    assert.equal(reply.headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(typeof JSON.parse(reply.text), 'object')
  })
}

test('a runtime comes back as Terraform sent it: what is null stays null, and what is absent stays absent', async () => {
  const typeProperties = { linkedInfo: null, selfContainedInteractiveAuthoringEnabled: false }

  for (const [name, properties] of [
    ['terraform-5', { description: '', type: 'SelfHosted', typeProperties }],
    ['terraform-3', { description: '', type: 'SelfHosted' }],
  ] as const) {
    const url = `${factoryUrl}/integrationRuntimes/${name}`

    const put = await azure.send('PUT', url, { body: { name, properties } })
    const got = await azure.send('GET', url)

    for (const { body } of [put, got]) {
      const { typeProperties: answered } = body.properties
      assert.deepEqual(answered, 'typeProperties' in properties ? typeProperties : undefined)
      assert.equal('typeProperties' in body.properties, 'typeProperties' in properties, 'the keys are read only then')
    }
  }
})

const assertTold = ({ status, headers }: Pick<Reply, 'headers' | 'status'>, expected: number): void => {
  assert.equal(status, expected)
  assert.match(String(headers['retry-after']), /^[1-9]\d*$/, 'whole seconds: nobody reads anything else')
}

for (const throttle of ['hourly', 'bucket'] as const) {
  test(`who has used up the ${throttle} quota is told when to come back`, async (t) => {
    const own = await startService(t, { throttle })
    // What is refused for want of a role costs as much as any other, and nothing has to be there for it.
    const token = await own.tokenOf(nobody)
    const rotate = () => own.send('POST', `${runtimeUrl}/regenerateAuthKey`, { token, body: { keyName: 'authKey1' } })

    const replies = await Promise.all(Array.from({ length: 1201 }, rotate))

    const refused = replies.filter(({ status }) => status !== 403)
    assert.ok(refused.length > 0)
    for (const reply of refused) {
      assertTold(reply, 429)
      assert.match(String(reply.headers['content-type']), /^application\/json/)
    }
  })
}

test('whoever the database fails is told when to come back, by Resource Manager as at sign-in', async (t) => {
  const own = await startService(t)
  await own.givenARuntime()
  const gone = () => Promise.reject(new StoreError('disk I/O error'))
  Object.assign(own.store, { read: gone, change: gone })

  const read = await own.send('GET', runtimeUrl)
  const change = await own.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' } })
  const signIn = await postToken(own)

  for (const reply of [read, change, signIn]) assertTold(reply, 503)
})

test('who has guessed at a secret too often is told when to come back', async (t) => {
  const own = await startService(t)
  const guess = (secret: string) => postToken(own, { ...ownerForm, client_secret: secret })

  let reply = await guess('wrong')
  for (let one = 0; reply.status === 401 && one < 200; one += 1) reply = await guess(`wrong-${one}`)

  assertTold(reply, 429)
})

test('a subscription without the provider is told by its namespace, which clients then register by themselves', async (t) => {
  const own = await startService(t)
  await own.givenAGroup()
  await own.send('POST', `/subscriptions/${subscriptionId}/providers/Microsoft.DataFactory/unregister`)

  const { status, body } = await own.send('PUT', factoryUrl, { body: { location: 'eastus' } })

  assert.deepEqual([status, body.error.code], [409, 'MissingSubscriptionRegistration'])
  assert.match(body.error.message, /namespace 'Microsoft\.DataFactory'/)
  for (const version of ['2016-02-01', '2019-05-01', '2022-09-01']) {
    const url = `/subscriptions/${subscriptionId}/providers/Microsoft.DataFactory`
    const registered = await own.send('POST', `${url}/register`, { query: `api-version=${version}` })
    const shown = await own.send('GET', url, { query: `api-version=${version}` })
    assert.deepEqual([registered.status, shown.body.registrationState], [200, 'Registered'])
  }
  assert.equal((await own.send('PUT', factoryUrl, { body: { location: 'eastus' } })).status, 200)
})

for (const own of [origin, 'http://localhost:8080']) {
  test(`at ${own} the issuer is the authority that was asked, in discovery and in every token`, async () => {
    const headers = { host: new URL(own).host }
    const discover = async (path: string) =>
      (await azure.send('GET', `/${tenantId}${path}`, { token: null, query: '', headers })).body

    for (const [discovery, path] of [
      ['/v2.0/.well-known/openid-configuration', '/oauth2/v2.0/token'],
      ['/.well-known/openid-configuration', '/oauth2/token'],
    ] as const) {
      const document = await discover(discovery)
      const { body } = await postToken(azure, ownerForm, { path, headers })

      assert.equal(document.issuer, `${own}/${tenantId}/v2.0`)
      assert.equal(decodeJwt(body.access_token).iss, document.issuer)
      for (const [name, url] of Object.entries(document)) {
        if (/_endpoint$|_uri$/.test(name)) assert.equal(new URL(String(url)).origin, own, name)
      }
    }
  })
}

test('a token tells Terraform and az who it is for and from: text, not a list', async () => {
  const { body } = await postToken(azure)

  const claims = decodeJwt(body.access_token)
  assert.equal(body.access_token.split('.').length, 3)
  for (const name of ['aud', 'tid', 'oid', 'appid', 'iss', 'sub']) assert.equal(typeof claims[name], 'string', name)
  for (const name of ['exp', 'nbf', 'iat']) assert.equal(typeof claims[name], 'number', name)
  assert.equal(typeof body.expires_in, 'number')
})
