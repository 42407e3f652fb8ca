import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertRefused, origin, otherOrigin, startTokenService, tenantDomain, tenantId, unknownId } from '../support.ts'

const document = (at: string, segment: string, tenant: string, v2: '' | 'v2.0/') => ({
  token_endpoint: `${at}/${segment}/oauth2/${v2}token`,
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
  jwks_uri: `${at}/${segment}/discovery/${v2}keys`,
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token', 'token'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  issuer: `${at}/${tenant}/v2.0`,
  request_uri_parameter_supported: false,
  userinfo_endpoint: `${at}/oidc/userinfo`,
  authorization_endpoint: `${at}/${segment}/oauth2/${v2}authorize`,
  device_authorization_endpoint: `${at}/${segment}/oauth2/${v2}devicecode`,
  end_session_endpoint: `${at}/${segment}/oauth2/${v2}logout`,
  claims_supported: [
    'sub',
    'iss',
    'aud',
    'exp',
    'iat',
    'auth_time',
    'nonce',
    'preferred_username',
    'name',
    'tid',
    'ver',
    'at_hash',
    'c_hash',
    'email',
  ],
  tenant_region_scope: null,
  cloud_instance_name: new URL(at).host,
})

for (const [name, segment, tenant] of [
  [tenantId, tenantId, tenantId],
  [tenantDomain, tenantId, tenantId],
  ['LAZULITE.local', tenantId, tenantId],
  ['common', 'common', '{tenantid}'],
  ['Organizations', 'organizations', '{tenantid}'],
] as const) {
  test(`the configuration of ${name} points each version at its own endpoints`, async (t) => {
    const entra = await startTokenService(t)

    const v1 = await entra.get(`/${name}/.well-known/openid-configuration`)
    const v2 = await entra.get(`/${name}/v2.0/.well-known/openid-configuration?`)

    assert.deepEqual([v1.status, v2.status], [200, 200])
    assert.deepEqual(v1.body, document(origin, segment, tenant, ''))
    assert.deepEqual(v2.body, document(origin, segment, tenant, 'v2.0/'))
    assert.deepEqual(Object.keys(v2.body), Object.keys(document('https://x', '', '', '')), "in Entra's order")
  })
}

test('every URL is of the origin that the request names', async (t) => {
  const entra = await startTokenService(t)

  const { body } = await entra.get(`/${tenantId}/v2.0/.well-known/openid-configuration`, { host: 'LOCALHOST:8080' })

  assert.deepEqual(body, document(otherOrigin, tenantId, tenantId, 'v2.0/'))
})

test('every endpoint that the documents name is served', async (t) => {
  const entra = await startTokenService(t)

  for (const path of ['/.well-known/openid-configuration', '/v2.0/.well-known/openid-configuration']) {
    const { body } = await entra.get(`/${tenantId}${path}`)
    const pathOf = (name: string): string => new URL(body[name]).pathname
    const post = (name: string) => entra.postToken({}, { url: pathOf(name) })
    const pageAt = async (name: string) => entra.app.inject({ url: pathOf(name), headers: { host: 'localhost:8443' } })

    const [token, device] = [await post('token_endpoint'), await post('device_authorization_endpoint')]
    const [keys, userinfo] = [await entra.get(pathOf('jwks_uri')), await entra.get(pathOf('userinfo_endpoint'))]
    const [authorize, logout] = [await pageAt('authorization_endpoint'), await pageAt('end_session_endpoint')]

    assert.deepEqual([token.body.error_codes, device.body.error_codes], [[900144], [900144]])
    assert.deepEqual([keys.status, userinfo.status], [200, 401])
    assert.deepEqual([authorize.statusCode, logout.statusCode], [400, 200])
    assert.match(authorize.body, /AADSTS900144/)
  }
})

for (const path of ['/discovery/v2.0/keys', '/discovery/keys']) {
  test(`GET ${path} publishes the signing key, and nothing that is private`, async (t) => {
    const entra = await startTokenService(t)

    const own = await entra.get(`/${tenantId}${path}`)
    const common = await entra.get(`/common${path}`)

    const [key] = own.body.keys
    assert.equal(own.body.keys.length, 1)
    assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'issuer', 'kid', 'kty', 'n', 'use'])
    assert.deepEqual([key.kty, key.use, key.alg, key.issuer], ['RSA', 'sig', 'RS256', `${origin}/${tenantId}/v2.0`])
    assert.deepEqual(common.body.keys, [{ ...key, issuer: `${origin}/{tenantid}/v2.0` }])
  })
}

for (const path of [
  '/.well-known/openid-configuration',
  '/v2.0/.well-known/openid-configuration',
  '/discovery/keys',
  '/discovery/v2.0/keys',
]) {
  test(`GET ${path} of an unknown tenant is refused with AADSTS90002`, async (t) => {
    const entra = await startTokenService(t)

    for (const name of [unknownId, 'contoso.com', 'anytenant', 'consumers']) {
      assertRefused(await entra.get(`/${name}${path}`), {
        status: 400,
        error: 'invalid_tenant',
        code: 90002,
        text:
          `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct ` +
          'cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.',
      })
    }
  })
}

const instanceUrl = (parameters: Readonly<Record<string, string>>): string =>
  `/common/discovery/instance?${new URLSearchParams(parameters)}`

test('instance discovery trusts the server under its own name', async (t) => {
  const entra = await startTokenService(t)
  const authorization_endpoint = `${origin}/${tenantId}/oauth2/v2.0/authorize`

  const { status, body } = await entra.get(instanceUrl({ 'api-version': '1.1', authorization_endpoint }))

  assert.equal(status, 200)
  assert.deepEqual(body, {
    tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: 'localhost:8443', preferred_cache: 'localhost:8443', aliases: ['localhost:8443'] }],
  })
})

test('instance discovery points a v1 authority, whose port was lost, at the v1 document', async (t) => {
  const entra = await startTokenService(t)
  const authorization_endpoint = 'https://localhost/common/oauth2/authorize'

  const { body } = await entra.get(instanceUrl({ 'api-version': '1.0', authorization_endpoint }))

  assert.deepEqual(body, { tenant_discovery_endpoint: `${origin}/common/.well-known/openid-configuration` })
})

for (const [what, parameters, status, error, code] of [
  [
    'a foreign authority',
    { authorization_endpoint: `https://evil.test/${tenantId}/oauth2/authorize` },
    400,
    'invalid_instance',
    50049,
  ],
  ['an authority that is no URL', { authorization_endpoint: 'localhost' }, 400, 'invalid_instance', 50049],
  ['an authority without a tenant', { authorization_endpoint: `${origin}/` }, 400, 'invalid_tenant', 90002],
  ['no authority', {}, 400, 'invalid_request', 900144],
  ['an unknown api-version', { 'api-version': '9.9' }, 400, 'invalid_request', 50050],
] as const) {
  test(`instance discovery refuses ${what}`, async (t) => {
    const entra = await startTokenService(t)

    const reply = await entra.get(instanceUrl({ 'api-version': '1.1', ...parameters }))

    assertRefused(reply, { status, error, code, text: /./ })
  })
}
