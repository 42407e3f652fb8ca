import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import { inject } from '../support/inject.ts'
import { groupUrl, origin, owner, runtimeUrl, subscriptionId, tenantId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { ownerForm, postToken } from '../support/tokenRequests.ts'

const azure = await shareService()
const token = await azure.tokenOf(owner)
const authorization = `Bearer ${token}`

before(() => azure.givenARuntime())

for (const deed of ['listAuthKeys', 'getStatus']) {
  test(`${deed} is a POST that takes no body, and minds none of the ways to send none`, async () => {
    for (const headers of [
      {},
      { 'content-length': '0' },
      { 'content-type': 'application/json' },
      { 'content-type': 'application/json', 'content-length': '0' },
      { 'content-type': 'text/plain' },
    ]) {
      const url = `${runtimeUrl}/${deed}?api-version=2018-06-01`

      const { status, text } = await inject(azure, { method: 'POST', url, headers: { authorization, ...headers } })

      assert.equal(status, 200, `${JSON.stringify(headers)}: ${text}`)
    }
  })
}

test('az spells resourcegroups in lower case, from the first call to the last', async () => {
  const url = `/subscriptions/${subscriptionId}/resourcegroups/az-group`
  const query = 'api-version=2024-11-01'
  const head = () => inject(azure, { method: 'HEAD', url: `${url}?${query}`, headers: { authorization } })

  const absent = await head()
  const made = await azure.send('PUT', url, { query, body: { location: 'westeurope' } })
  const shown = await azure.send('GET', url, { query })
  const there = await head()
  const deleted = await azure.send('DELETE', url, { query })
  const gone = await head()

  assert.deepEqual(
    [absent.status, made.status, shown.status, there.status, deleted.status, gone.status],
    [404, 201, 200, 204, 202, 404],
  )
  assert.equal(shown.body.id, `/subscriptions/${subscriptionId}/resourceGroups/az-group`)
  assert.equal(new URL(String(deleted.headers.location)).origin, origin, 'az asks there, letter by letter')
})

test('Go puts a question mark behind the discovery document, and nothing behind that', async () => {
  for (const path of [
    `/${tenantId}/v2.0/.well-known/openid-configuration`,
    `/${tenantId}/.well-known/openid-configuration`,
  ]) {
    const { status, text } = await inject(azure, { method: 'GET', url: `${path}?` })

    assert.equal(status, 200)
    assert.equal(JSON.parse(text).token_endpoint.startsWith(`${origin}/${tenantId}/`), true)
  }
})

test('MSAL for JavaScript puts a request id in the query of the token endpoint', async () => {
  const query = 'client-request-id=c0ffee00-0000-4000-8000-000000000001'

  assert.equal((await postToken(azure, ownerForm, { query })).status, 200)
})

for (const tenant of [tenantId, 'lazulite.local', 'LAZULITE.Local', 'Lazulite.local']) {
  test(`the tenant ${tenant} is found at every endpoint, though clients change its letter case`, async () => {
    for (const path of [
      '/v2.0/.well-known/openid-configuration',
      '/.well-known/openid-configuration',
      '/discovery/v2.0/keys',
      '/discovery/keys',
    ]) {
      assert.equal((await azure.send('GET', `/${tenant}${path}`, { token: null, query: '' })).status, 200, path)
    }
    const { status, body } = await postToken(azure, ownerForm, { tenant })
    assert.equal(status, 200)
    assert.equal(decodeJwt(body.access_token).tid, tenantId)
  })
}

for (const word of ['common', 'COMMON', 'organizations', 'Organizations']) {
  test(`${word} is a tenant to discover by`, async () => {
    const { status, body } = await azure.send('GET', `/${word}/v2.0/.well-known/openid-configuration`, {
      token: null,
      query: '',
    })

    assert.equal(status, 200)
    assert.equal(body.issuer, `${origin}/{tenantid}/v2.0`)
    // What MSAL for Python takes for the tenant from then on.
    assert.equal(new URL(body.token_endpoint).pathname.split('/')[1], word.toLowerCase())
  })
}

for (const [what, scope, aud] of [
  ['Go asks an application for what users have', `${origin}/.default openid offline_access profile`, origin],
  ['in another order, too', `openid profile offline_access ${origin}/.default`, origin],
  ['JavaScript glues a scope to an endpoint with a slash behind', `${origin}//.default`, `${origin}/`],
  ['.NET does so with its own audience', 'https://management.azure.com//.default', 'https://management.azure.com/'],
  [
    'az asks for the first audience of the metadata',
    'https://management.core.windows.net//.default',
    'https://management.core.windows.net/',
  ],
  ['Terraform asks for Graph first', `${origin}/graph/.default`, `${origin}/graph`],
] as const) {
  test(`the scope ${scope} is taken as it is sent: ${what}`, async () => {
    const { status, body } = await postToken(azure, { ...ownerForm, scope })

    assert.equal(status, 200, JSON.stringify(body))
    const claims = decodeJwt(body.access_token)
    assert.equal(typeof claims.aud, 'string', 'Terraform reads no list')
    assert.equal(claims.aud, aud)
  })
}

test('Resource Manager takes the token of each of these audiences, and not that for Graph', async () => {
  for (const [aud, status] of [
    [origin, 200],
    [`${origin}/`, 200],
    ['https://management.azure.com', 200],
    ['https://management.azure.com/', 200],
    ['https://management.core.windows.net', 200],
    ['https://management.core.windows.net/', 200],
    [`${origin}/graph`, 401],
    ['https://graph.microsoft.com', 401],
  ] as const) {
    const { body } = await postToken(azure, { ...ownerForm, scope: `${aud}/.default` })
    const reply = await azure.send('GET', groupUrl, { token: body.access_token })

    assert.equal(reply.status, status, aud)
  }
})

test('fields of a token request that nobody knows are ignored', async () => {
  const { status } = await postToken(azure, {
    ...ownerForm,
    claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
    client_info: '1',
    'client-request-id': 'c0ffee00-0000-4000-8000-000000000001',
    'x-client-SKU': 'msal.js.node',
    'x-client-VER': '5.6.0',
    'x-client-OS': 'linux',
    'x-ms-lib-capability': 'retry-after, h429',
    'x-client-current-telemetry': '5|771,0,,,|,',
    realm: '',
  })

  assert.equal(status, 200)
})
