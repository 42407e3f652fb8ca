import assert from 'node:assert/strict'
import { test } from 'node:test'
import { user } from '../../support/known.ts'
import {
  applicationId,
  armScope,
  assertRefused,
  basic,
  goodForm,
  secret,
  startTokenService,
  tenantId,
  unknownId,
  without,
} from '../support.ts'

const notInstalled =
  'has not been installed by the administrator of the tenant or consented to by any user in the tenant.'

interface Refusal {
  readonly change: Readonly<Record<string, string | undefined>>
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly expected: Parameters<typeof assertRefused>[1]
}

const missing = (name: string): Refusal['expected'] => ({
  status: 400,
  error: 'invalid_request',
  code: 900144,
  text: `The request body must contain the following parameter: '${name}'.`,
})

const malformed = (text: RegExp): Refusal['expected'] => ({
  status: 400,
  error: 'invalid_request',
  code: 9002313,
  text,
})

const unknownTenant = (name: string): string =>
  `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. ` +
  'Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.'

const unknownApplication = (id: string): Refusal => ({
  change: { client_id: id },
  expected: {
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    text:
      `Application with identifier '${id}' was not found in the directory 'Lazulite'. This can happen if the application ` +
      `${notInstalled} You may have sent your authentication request to the wrong tenant.`,
  },
})

const wrongSecret = (id: string): Refusal['expected'] => ({
  status: 401,
  error: 'invalid_client',
  code: 7000215,
  text:
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the ' +
    `client secret ID, for a secret added to app '${id}'.`,
})

const noSecret: Refusal['expected'] = {
  status: 401,
  error: 'invalid_client',
  code: 7000216,
  text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
}

const refusals: Record<string, Refusal> = {
  'no grant type': { change: { grant_type: undefined }, expected: missing('grant_type') },
  'no application': { change: { client_id: undefined }, expected: missing('client_id') },
  'an empty application id': { change: { client_id: '' }, expected: missing('client_id') },
  'no scope': { change: { scope: undefined }, expected: missing('scope') },
  'no resource on the v1 endpoint': {
    change: { scope: undefined },
    url: `/${tenantId}/oauth2/token`,
    expected: missing('resource'),
  },
  'a grant that is not known': {
    change: { grant_type: 'client_credential' },
    expected: {
      status: 400,
      error: 'unsupported_grant_type',
      code: 70003,
      text: "The app requested an unsupported grant type 'client_credential'.",
    },
  },
  'a grant with the name of a method of every object': {
    change: { grant_type: 'constructor' },
    expected: { status: 400, error: 'unsupported_grant_type', code: 70003, text: /'constructor'/ },
  },
  'a wrong secret': { change: { client_secret: 'wrong' }, expected: wrongSecret(applicationId) },
  'the hash in place of the secret': {
    change: { client_secret: 'scrypt$16384$8$5$x$y' },
    expected: wrongSecret(applicationId),
  },
  'an application that has no secret': {
    change: { client_id: '44444444-4444-4444-4444-444444444444' },
    expected: wrongSecret('44444444-4444-4444-4444-444444444444'),
  },
  'no secret': { change: { client_secret: undefined }, expected: noSecret },
  'an empty secret': { change: { client_secret: '' }, expected: noSecret },
  'an unknown application': unknownApplication(unknownId),
  'a managed identity, which has no secret to sign in with': unknownApplication('66666666-6666-6666-6666-666666666666'),
  'a user in place of an application': unknownApplication(user.name),
  'a tenant that is not there': {
    change: {},
    url: `/${unknownId}/oauth2/v2.0/token`,
    expected: { status: 400, error: 'invalid_request', code: 90002, text: unknownTenant(unknownId) },
  },
  'a domain that is not there': {
    change: {},
    url: '/contoso.com/oauth2/token',
    expected: { status: 400, error: 'invalid_request', code: 90002, text: unknownTenant('contoso.com') },
  },
  'a tenant that could not be one': {
    change: {},
    url: '/anytenant/oauth2/v2.0/token',
    expected: {
      status: 400,
      error: 'invalid_request',
      code: 900023,
      text: "Specified tenant identifier 'anytenant' is neither a valid DNS name, nor a valid external domain.",
    },
  },
  'no tenant in particular': {
    change: {},
    url: '/organizations/oauth2/v2.0/token',
    expected: {
      status: 400,
      error: 'invalid_request',
      code: 50059,
      text: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
    },
  },
  'a scope that is not .default': {
    change: { scope: 'https://management.azure.com/user_impersonation' },
    expected: {
      status: 400,
      error: 'invalid_scope',
      code: 1002012,
      text:
        'The provided value for scope https://management.azure.com/user_impersonation is not valid. Client credential ' +
        'flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
    },
  },
  'scopes of users alone': {
    change: { scope: 'openid profile' },
    expected: {
      status: 400,
      error: 'invalid_scope',
      code: 1002012,
      text: /^The provided value for scope openid profile is/,
    },
  },
  'two resources at once': {
    change: { scope: `${armScope} https://graph.microsoft.com/.default` },
    expected: {
      status: 400,
      error: 'invalid_scope',
      code: 70011,
      text:
        "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' " +
        `is not valid. The scope ${armScope} https://graph.microsoft.com/.default is not valid.`,
    },
  },
  'a resource other than that of the scope': {
    change: { resource: 'https://graph.microsoft.com' },
    expected: {
      status: 400,
      error: 'invalid_target',
      code: 9010010,
      text: "The resource parameter provided in the request doesn't match with the requested scopes.",
    },
  },
  'an unknown resource': {
    change: { scope: 'https://vault.azure.net/.default' },
    expected: {
      status: 400,
      error: 'invalid_resource',
      code: 500011,
      text:
        'The resource principal named https://vault.azure.net was not found in the tenant named Lazulite. This can happen ' +
        `if the application ${notInstalled} You might have sent your authentication request to the wrong tenant.`,
    },
  },
  'another host as resource': {
    change: { resource: 'https://localhost:9999', scope: undefined },
    expected: { status: 400, error: 'invalid_resource', code: 500011, text: /https:\/\/localhost:9999/ },
  },
  'a secret in the body and in Basic': {
    change: {},
    headers: { authorization: basic(applicationId, secret) },
    expected: malformed(/sent twice/),
  },
  'another application in Basic': {
    change: { client_secret: undefined },
    headers: { authorization: basic(unknownId, secret) },
    expected: malformed(/not the one in the Authorization header/),
  },
  'a Basic header that is not one': {
    change: { client_secret: undefined },
    headers: { authorization: 'Basic !' },
    expected: malformed(/not Basic with base64/),
  },
}

for (const [what, { change, url, headers, expected }] of Object.entries(refusals)) {
  test(`${what} is refused with AADSTS${expected.code}`, async (t) => {
    const entra = await startTokenService(t)
    const form = Object.fromEntries(
      Object.entries({ ...goodForm, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )

    const reply = await entra.postToken(form, { ...(url && { url }), ...(headers && { headers }) })

    assertRefused(reply, expected)
    assert.equal(reply.headers['www-authenticate'], undefined)
  })
}

test('a wrong or empty secret by HTTP Basic is answered with a challenge', async (t) => {
  const entra = await startTokenService(t)

  for (const [password, code] of [
    ['wrong', 7000215],
    ['', 7000216],
  ] as const) {
    const headers = { authorization: basic(applicationId, password) }
    const reply = await entra.postToken(without(goodForm, 'client_id', 'client_secret'), { headers })

    assert.deepEqual([reply.status, reply.body.error_codes], [401, [code]])
    assert.equal(reply.headers['www-authenticate'], 'Basic realm="Lazulite"')
  }
})

test('no error repeats a secret, nor more than a line of what it was sent', async (t) => {
  const entra = await startTokenService(t)

  for (const name of ['grant_type', 'client_id', 'scope', 'resource']) {
    const form = { ...goodForm, client_secret: 'wrong-but-secret', [name]: `\u001b[2J${'x'.repeat(9000)}` }
    const { body } = await entra.postToken(form)

    const text = JSON.stringify(body)
    assert.ok(body.error, name)
    assert.ok(!text.includes('wrong-but-secret'))
    assert.ok(!text.includes('x'.repeat(129)))
    assert.ok(!text.includes('u001b'))
  }
})
