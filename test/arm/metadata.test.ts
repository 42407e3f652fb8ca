import assert from 'node:assert/strict'
import { test } from 'node:test'
import { origin } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertErrorHeaders, assertStandardHeaders } from '../support/standardHeaders.ts'

const azure = await shareService({ throttle: 'hourly' })
const metadata = (version: string, headers: Record<string, string> = {}) =>
  azure.send('GET', '/metadata/endpoints', { token: null, query: `api-version=${version}`, headers })

const current = (at: string) => ({
  name: 'Lazulite',
  portal: at,
  resourceManager: `${at}/`,
  graph: `${at}/`,
  graphAudience: `${at}/`,
  microsoftGraphResourceId: `${at}/graph`,
  authentication: {
    loginEndpoint: at,
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/', at],
    tenant: 'common',
    identityProvider: 'AAD',
  },
  suffixes: { storage: 'core.windows.net', keyVaultDns: 'vault.azure.net' },
})

for (const version of ['2022-09-01', '2023-01-01', '2022-09-01-preview']) {
  test(`${version} is one object, with all that az and Terraform insist on`, async () => {
    const { status, headers, body } = await metadata(version)

    assert.equal(status, 200)
    assert.deepEqual(body, current(origin))
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assertStandardHeaders(headers)
  })
}

for (const version of ['2019-05-01', '2020-06-01']) {
  test(`${version} is a list of that object`, async () => {
    assert.deepEqual((await metadata(version)).body, [current(origin)])
  })
}

test('2018-01-01 names the host and where one may create', async () => {
  const { body } = await metadata('2018-01-01')

  assert.deepEqual(Object.keys(body), ['authentication', 'cloudEndpoint'])
  assert.deepEqual(body.authentication, current(origin).authentication)
  const { endpoint, locations } = body.cloudEndpoint.public
  assert.equal(endpoint, new URL(origin).host)
  assert.ok(locations.includes('westeurope') && locations.includes('eastus'), 'a location not there fails a plan')
})

for (const version of ['1.0', '2015-01-01']) {
  test(`${version} is of the shape that PowerShell knows`, async () => {
    const { status, body } = await metadata(version)

    assert.equal(status, 200)
    assert.deepEqual(Object.keys(body), ['galleryEndpoint', 'graphEndpoint', 'portalEndpoint', 'authentication'])
    for (const name of ['galleryEndpoint', 'graphEndpoint', 'portalEndpoint']) assert.equal(body[name], `${origin}/`)
    assert.equal(body.authentication.loginEndpoint, `${origin}/`)
    assert.equal(body.authentication.audiences[0], `${origin}/`)
  })
}

test('the login endpoint has no slash behind, where Terraform would add a second', async () => {
  for (const version of ['2022-09-01', '2018-01-01']) {
    assert.ok(!(await metadata(version)).body.authentication.loginEndpoint.endsWith('/'))
  }
})

test('a client that glues the path to an endpoint with a slash behind is understood', async () => {
  const { status, body } = await azure.send('GET', '//metadata/endpoints', {
    token: null,
    query: 'api-version=2018-01-01',
  })

  assert.equal(status, 200)
  assert.ok(body.cloudEndpoint)
})

test('every address is of the origin that the request names', async () => {
  const { body } = await metadata('2022-09-01', { host: 'localhost:8080' })

  assert.deepEqual(body, current('http://localhost:8080'))
})

for (const [query, code] of [
  ['', 'MissingApiVersionParameter'],
  ['api-version=', 'MissingApiVersionParameter'],
  ['api-version=latest', 'InvalidApiVersionParameter'],
  ['api-version=2.0', 'InvalidApiVersionParameter'],
  ['api-version=1.0&api-version=1.0', 'InvalidApiVersionParameter'],
] as const) {
  test(`the query ${query || 'that is empty'} is refused`, async () => {
    const { status, headers, body } = await azure.send('GET', '/metadata/endpoints', { token: null, query })

    assert.equal(status, 400)
    assert.equal(body.error.code, code)
    assertErrorHeaders(headers)
  })
}

test('it can be read and nothing else', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    const { status, headers } = await azure.send(method, '/metadata/endpoints', { query: 'api-version=2022-09-01' })
    assert.equal(status, 405)
    assert.equal(headers.allow, 'GET')
  }
})
