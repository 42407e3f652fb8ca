import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import Fastify from 'fastify'
import { errorReply } from '../src/arm/errorReply.ts'
import { locations } from '../src/core/location.ts'
import { StoreError } from '../src/core/store.ts'
import { issuerOf } from '../src/core/token.ts'
import { controlPath } from '../src/operations/paths.ts'
import type { World } from '../src/world/worldSchema.ts'
import {
  factoryUrl,
  groupUrl,
  nobody,
  origin,
  owner,
  roleIds,
  runtimeUrl,
  subscriptionId,
  tenantId,
} from './support/known.ts'
import { sentOnce } from './support/repeats.ts'
import { shareService } from './support/shareService.ts'
import { assertErrorHeaders, assertStandardHeaders, quotaHeaders } from './support/standardHeaders.ts'
import type { Reply } from './support/startService.ts'
import { bareSubscriptionId, groupOwner, otherSubscriptionId, otherTenantId, twoTenants } from './support/twoTenants.ts'

/**
 * The errors of the real service that can be brought about here, each as it stands on the wire: first those that are
 * recorded or documented, then those that are from memory or ours. What is behind each of them is tested elsewhere.
 */
interface Row {
  /** What was wrong with the request. */
  readonly of: string
  readonly provoke: () => Promise<Reply>
  readonly status: number
  readonly code: string
  /** With … for what is never the same. */
  readonly message: string
  readonly varies?: RegExp
  /** Null without one; only the provider tells it. */
  readonly target?: string
  /** None without them. */
  readonly details?: readonly object[]
  /** Beside those that every error has of the one who speaks. */
  readonly headers?: Readonly<Record<string, string>>
}

const eastUs = `/subscriptions/${subscriptionId}/providers/Microsoft.DataFactory/locations/eastus`
const [us, ...others] = twoTenants.tenants
assert.ok(us)
const mayConfigure = { principalId: groupOwner.objectId, role: 'Contributor', scope: eastUs }
const world: World = {
  ...twoTenants,
  tenants: [{ ...us, roleAssignments: [...(us.roleAssignments ?? []), mayConfigure] }, ...others],
}

const azure = await shareService({ world, throttle: 'hourly' })
const inBuckets = await shareService({ throttle: 'bucket' })
type Sent = NonNullable<Parameters<typeof azure.send>[2]>

const get = (url: string, sent?: Sent) => azure.send('GET', url, sent)
const put = (url: string, body: object | string, sent?: Sent) => azure.send('PUT', url, { body, ...sent })
const getWith = async (claims: object) => get(groupUrl, { token: await azure.tokenOf(owner, claims) })
const as = async (principal: typeof nobody): Promise<Sent> => ({ token: await azure.tokenOf(principal) })

const once = sentOnce()
const sentAgain = (headers: Readonly<Record<string, string>>) =>
  azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName: 'authKey1' }, headers })

const inSubscription = (id: string): string => `/subscriptions/${id}`
const missingSubscription = inSubscription('99999999-9999-9999-9999-999999999999')
const east = { location: 'eastus' }
const group2 = `${groupUrl}2`
const factory2 = factoryUrl.replace('Factory-1', 'Factory-2')
const missingFactory = factoryUrl.replace('Factory-1', 'Missing')
const runtime = (name: string, of = factoryUrl): string => `${of}/integrationRuntimes/${name}`
const regenerate = `${runtimeUrl}/regenerateAuthKey`

const linked = (linkedInfo: object): object => ({ properties: { type: 'SelfHosted', typeProperties: { linkedInfo } } })
const byKey = (value: string) => linked({ authorizationType: 'Key', key: { type: 'SecureString', value } })
const byRole = (more: object = {}) => linked({ authorizationType: 'RBAC', resourceId: runtime('Shared-1'), ...more })
const managedIn = (referenceName: string): object => {
  const managedVirtualNetwork = { type: 'ManagedVirtualNetworkReference', referenceName }
  return { properties: { type: 'Managed', typeProperties: {}, managedVirtualNetwork } }
}

const challenge = (description: string, tenant = tenantId) => ({
  'www-authenticate': `Bearer authorization_uri="${origin}/${tenant}", error="invalid_token", error_description="${description}"`,
})

/** Asks until the quota is used up. */
const untilThrottled = async (url: string): Promise<Reply> => {
  for (let round = 0; round < 20; round += 1) {
    const replies = await Promise.all(Array.from({ length: 100 }, () => inBuckets.send('GET', url)))
    const refused = replies.find(({ status }) => status === 429)
    if (refused) return refused
  }
  return assert.fail('nothing is ever used up')
}

/** What is answered where a step fails as nobody foresaw. */
const failing = async (thrown: Error): Promise<Reply> => {
  const app = Fastify({ genReqId: () => randomUUID() })
  app.setErrorHandler(errorReply({ now: () => new Date(), randomBytes, newId: randomUUID, operationMs: 0 }))
  app.get('/', () => Promise.reject(thrown))
  const reply = await app.inject('/')
  await app.close()
  return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
}

before(async () => {
  await azure.givenARuntime()
  for (const [url, body] of [
    [group2, east],
    [factory2, { ...east, identity: { type: 'SystemAssigned' } }],
    [runtime('Managed-1'), managedIn('default')],
    [runtime('Shared-1'), { properties: { type: 'SelfHosted' } }],
  ] as const) {
    assert.ok((await put(url, body)).status < 300, url)
  }
  const { body: keys } = await azure.send('POST', `${runtime('Shared-1')}/listAuthKeys`)
  assert.equal((await put(runtime('Linked-1', factory2), byKey(keys.authKey1))).status, 200)
  await inBuckets.givenAGroup()
})

/** Resource Manager's own, documented. */
const gateway: readonly Row[] = [
  {
    of: 'no token',
    provoke: () => get(groupUrl, { token: null }),
    status: 401,
    code: 'AuthenticationFailed',
    message: "Authentication failed. The 'Authorization' header is missing.",
    headers: challenge("The authentication failed because of missing 'Authorization' header."),
  },
  {
    of: 'a token that is none',
    provoke: () => get(groupUrl, { token: 'none' }),
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'The access token is invalid.',
    headers: challenge('The access token is invalid.'),
  },
  {
    of: 'a token of nobody',
    provoke: () => getWith({ oid: undefined }),
    status: 401,
    code: 'InvalidAuthenticationToken',
    message:
      "The received access token is not valid: at least one of the claims 'puid' or 'altsecid' or 'oid' should be present. " +
      'If you are accessing as application please make sure service principal is properly created in the tenant.',
    headers: challenge(
      "The received access token is not valid: at least one of the claims 'puid' or 'altsecid' or 'oid' should be present. " +
        'If you are accessing as application please make sure service principal is properly created in the tenant.',
    ),
  },
  {
    of: 'a token that has expired',
    provoke: () => getWith({ nbf: 0, exp: Date.UTC(2025, 10, 24, 23, 31, 0) / 1000 }),
    status: 401,
    code: 'ExpiredAuthenticationToken',
    message: "The access token expiry UTC time '11/24/2025 11:31:00 PM' is earlier than current UTC time '…'.",
    varies: /(?<=current UTC time ')[1-9]\d?\/[1-9]\d?\/\d{4} [1-9]\d?:\d\d:\d\d [AP]M(?=')/,
    headers: challenge('The access token expiry UTC time is earlier than current UTC time.'),
  },
  {
    of: 'a token of another tenant',
    provoke: () => get(inSubscription(otherSubscriptionId)),
    status: 401,
    code: 'InvalidAuthenticationTokenTenant',
    message:
      `The access token is from the wrong issuer '${issuerOf(origin, tenantId)}'. It must match the tenant ` +
      `'${issuerOf(origin, otherTenantId)}' associated with this subscription. Please use the authority (URL) ` +
      `'${origin}/${otherTenantId}' to get the token. Note, if the subscription is transferred to another tenant there is ` +
      'no impact to the services, but information about new tenant could take time to propagate (up to an hour). ' +
      'If you just transferred your subscription and see this error message, please try back later.',
    headers: challenge(
      'The access token is from the wrong issuer. It must match the tenant associated with this subscription. ' +
        'Please use correct authority to get the token.',
      otherTenantId,
    ),
  },
  {
    of: 'a token for something else',
    provoke: () => getWith({ aud: 'https://vault.azure.net' }),
    status: 401,
    code: 'InvalidAuthenticationTokenAudience',
    message:
      "The access token has been obtained for wrong audience or resource 'https://vault.azure.net'. It should exactly match " +
      "with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net'," +
      "'https://management.azure.com/','https://management.azure.com'.",
    headers: challenge('The access token has been obtained for wrong audience or resource.'),
  },
  {
    of: 'a role that the caller lacks',
    provoke: async () => azure.send('POST', regenerate, { body: { keyName: 'authKey1' }, ...(await as(nobody)) }),
    status: 403,
    code: 'AuthorizationFailed',
    message:
      `The client '${nobody.clientId}' with object id '${nobody.objectId}' does not have authorization to perform action ` +
      `'Microsoft.DataFactory/factories/integrationRuntimes/regenerateAuthKey/action' over scope '${runtimeUrl}' ` +
      'or the scope is invalid. If access was recently granted, please refresh your credentials.',
  },
  {
    of: 'a role that the caller lacks at what the body names',
    provoke: async () => {
      const body = { factoryResourceId: factoryUrl.replace('/rg/', '/rg2/'), repoConfiguration: null }
      return azure.send('POST', `${eastUs}/configureFactoryRepo`, { body, ...(await as(groupOwner)) })
    },
    status: 403,
    code: 'LinkedAuthorizationFailed',
    message:
      `The client '${groupOwner.clientId}' with object id '${groupOwner.objectId}' has permission to perform action ` +
      `'Microsoft.DataFactory/locations/configureFactoryRepo/action' on scope '${eastUs}'; however, it does not have ` +
      "permission to perform action 'Microsoft.DataFactory/factories/write' on the linked scope(s) " +
      `'${factoryUrl.replace('/rg/', '/rg2/')}' or the linked scope(s) are invalid.`,
  },
  {
    of: 'a subscription that is not there, before any token',
    provoke: () => get(missingSubscription, { token: null }),
    status: 404,
    code: 'SubscriptionNotFound',
    message: "The subscription '99999999-9999-9999-9999-999999999999' could not be found.",
  },
  {
    of: 'a subscription that could be none',
    provoke: () => get(inSubscription('x')),
    status: 400,
    code: 'InvalidSubscriptionId',
    message: "The provided subscription identifier 'x' is malformed or invalid.",
  },
  {
    of: 'a resource group that is not there',
    provoke: () => get(factoryUrl.replace('/rg/', '/MyDemoGroup/')),
    status: 404,
    code: 'ResourceGroupNotFound',
    message: "Resource group 'MyDemoGroup' could not be found.",
  },
  ...[missingFactory, runtime('Runtime-1', missingFactory)].map((url) => ({
    of: url === missingFactory ? 'a factory that is not there' : 'something in a factory that is not there',
    provoke: () => get(url),
    status: 404,
    code: 'ResourceNotFound',
    message:
      "The Resource 'Microsoft.DataFactory/factories/Missing' under resource group 'rg' was not found. " +
      'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  })),
  {
    of: 'no api-version',
    provoke: () => get(groupUrl, { query: '' }),
    status: 400,
    code: 'MissingApiVersionParameter',
    message: 'The api-version query parameter (?api-version=) is required for all requests.',
  },
  {
    of: 'an api-version that is none',
    provoke: () => get(groupUrl, { query: 'api-version=latest' }),
    status: 400,
    code: 'InvalidApiVersionParameter',
    message: "The api-version 'latest' is invalid. The supported versions are '2018-06-01,2017-09-01-preview'.",
  },
  {
    of: 'an api-version that the type lacks',
    provoke: () => get(factoryUrl, { query: 'api-version=2026-01-01' }),
    status: 400,
    code: 'NoRegisteredProviderFound',
    message:
      "No registered resource provider found for location '' and API version '2026-01-01' for type 'factories'. " +
      "The supported api-versions are '2017-09-01-preview, 2018-06-01'. " +
      `The supported locations are '${locations.join(', ')}'.`,
  },
  {
    of: 'a type that the provider lacks',
    provoke: () => get(`${factoryUrl}/pipelines`, { query: 'api-version=2021-05-01-preview' }),
    status: 404,
    code: 'InvalidResourceType',
    message:
      "The resource type 'factories/pipelines' could not be found in the namespace 'Microsoft.DataFactory' for api version " +
      "'2021-05-01-preview'. The supported api-versions are '2017-09-01-preview,2018-06-01'.",
  },
  {
    of: 'a provider that there is none of',
    provoke: () => get(`${groupUrl}/providers/x/y`),
    status: 404,
    code: 'InvalidResourceNamespace',
    message: "The resource namespace 'x' is invalid.",
  },
  {
    of: 'a provider that is not registered',
    provoke: () => put(factoryUrl.replace(subscriptionId, bareSubscriptionId), east),
    status: 409,
    code: 'MissingSubscriptionRegistration',
    message:
      "The subscription is not registered to use namespace 'Microsoft.DataFactory'. " +
      'See https://aka.ms/rps-not-found for how to register subscriptions.',
    details: [
      {
        code: 'MissingSubscriptionRegistration',
        target: 'Microsoft.DataFactory',
        message:
          "The subscription is not registered to use namespace 'Microsoft.DataFactory'. " +
          'See https://aka.ms/rps-not-found for how to register subscriptions.',
      },
    ],
  },
  {
    of: 'a body that does not say what it is',
    provoke: () => put(factoryUrl, east, { headers: { 'content-type': '' } }),
    status: 415,
    code: 'UnsupportedMediaType',
    message: "The content media type '<null>' is not supported. Only 'application/json' is supported.",
  },
  {
    of: 'a body that is no JSON',
    provoke: () => put(factoryUrl, '{'),
    status: 400,
    code: 'InvalidRequestContent',
    message: "The request content was invalid and could not be deserialized: 'The body is not valid JSON.'.",
  },
  {
    of: 'a role for whom nobody could be',
    provoke: () => {
      const role = `/providers/Microsoft.Authorization/roleDefinitions/${roleIds.Reader}`
      const url = `${groupUrl}/providers/Microsoft.Authorization/roleAssignments/${owner.objectId}`
      return put(url, { properties: { roleDefinitionId: role, principalId: 'x' } })
    },
    status: 400,
    code: 'InvalidPrincipalId',
    message: "The Principal ID 'x' is not valid. Principal ID must be a GUID.",
  },
  {
    of: 'a quota that is used up',
    provoke: () => untilThrottled(groupUrl),
    status: 429,
    code: 'SubscriptionRequestsThrottled',
    message:
      `Number of 'read' requests for subscription '${subscriptionId}' actor '${owner.objectId}' exceeded. ` +
      "Please try again after '1' seconds after additional tokens are available. " +
      'Refer to https://aka.ms/arm-throttling for additional information.',
    headers: { 'retry-after': '1' },
  },
  {
    of: 'a method that the path does not know',
    provoke: () => put(regenerate, {}),
    status: 405,
    code: 'MethodNotAllowed',
    message: `The HTTP method 'PUT' is not supported on the resource '${regenerate}'.`,
    headers: { allow: 'POST' },
  },
]

/** The provider's, documented but for the last two. Where the documentation shows no target, it is null here. */
const provider: readonly Row[] = [
  {
    of: 'a runtime that is not there',
    provoke: () => get(runtime('Missing')),
    status: 404,
    code: 'NotFound',
    message: 'The document could not be retrieved because it does not exist.',
    target: `${factoryUrl}/integrationruntimes/Missing`,
  },
  {
    of: 'a deletion of what others refer to',
    provoke: () => azure.send('DELETE', runtime('Shared-1')),
    status: 400,
    code: 'BadRequest',
    message: 'The document cannot be deleted since it is referenced by Factory-2/Linked-1.',
  },
  {
    of: 'a reference to what is not there',
    provoke: () =>
      put(
        runtime('Linked-2', factory2),
        byRole({ credential: { type: 'CredentialReference', referenceName: 'mine' } }),
      ),
    status: 400,
    code: 'BadRequest',
    message: "The document creation or update failed because of invalid reference 'mine'.",
  },
  ...[
    { property: 'type', name: 'Runtime-1', network: 'default' },
    { property: 'managedVirtualNetwork', name: 'Managed-1', network: 'other' },
  ].map(({ property, name, network }) => ({
    of: `another ${property} than before`,
    provoke: () => put(runtime(name), managedIn(network)),
    status: 400,
    code: 'DataFactoryPropertyUpdateNotSupported',
    message: `Updating property ${property} is not supported.`,
  })),
  {
    of: 'a name that another factory has',
    provoke: () => put(factoryUrl.replace('/rg/', '/rg2/'), east),
    status: 409,
    code: 'DataFactoryNameInUse',
    message: "The specified resource name 'Factory-1' is already in use. Resource names must be globally unique.",
  },
  {
    of: 'a link of a factory without an identity',
    provoke: () => put(runtime('Linked-2'), byRole()),
    status: 400,
    code: 'ManagedIdentityRequiredToCreateLinkedIntegrationRuntime',
    message:
      "Managed identity is required when creating linked integration runtime 'Linked-2' under 'Factory-1'. " +
      'Please specify a managed identity via credential object.',
  },
  {
    of: 'a link to what was not granted',
    provoke: () => put(runtime('Linked-2', factory2), byRole()),
    status: 401,
    code: 'UnauthorizedIntegrationRuntimeAccess',
    message:
      "Access denied. Unable to access shared integration runtime 'Shared-1'. " +
      'Please check whether this resource has been granted permission by the shared integration runtime',
  },
  {
    of: 'a body with something wrong in it',
    provoke: () => put(runtimeUrl, { properties: { type: 'SelfHosted', description: 1 } }),
    status: 400,
    code: 'BadRequest',
    message: 'The request body is invalid: properties.description must be a text, or null.',
  },
  {
    of: 'a condition that is not met',
    provoke: () => put(runtimeUrl, { properties: { type: 'SelfHosted' } }, { headers: { 'if-match': 'other' } }),
    status: 412,
    code: 'PreconditionFailed',
    message:
      'The condition of the If-Match header is not met by the resource as it is now. Read it again, and decide anew.',
  },
]

/** Resource Manager's, known to those who use Azure, or ours. */
const undocumented: readonly Row[] = [
  {
    of: 'a token of another kind',
    provoke: () => get(groupUrl, { token: null, headers: { authorization: 'Basic YTpi' } }),
    status: 401,
    code: 'AuthenticationFailedInvalidHeader',
    message: "Authentication failed. The 'Authorization' header is provided in an invalid format.",
    headers: challenge("Authentication failed. The 'Authorization' header is provided in an invalid format."),
  },
  {
    of: 'a path that leads nowhere',
    provoke: () => get('/nowhere'),
    status: 404,
    code: 'MissingSubscription',
    message: 'The request did not have a subscription or a valid tenant level resource provider.',
  },
  {
    of: 'a path that cannot be decoded',
    provoke: () => get(`${groupUrl}%`),
    status: 400,
    code: 'InvalidRequestUri',
    message: 'The request URI is not valid.',
  },
  {
    of: 'a name that no resource group has',
    provoke: () => get(`${groupUrl}.`),
    status: 400,
    code: 'InvalidResourceGroup',
    message:
      'The resource group name is invalid. It must have 1 to 90 letters, digits, dashes, underscores, dots and ' +
      'parentheses, and not end in a dot.',
  },
  {
    of: 'no location',
    provoke: () => put(factoryUrl, {}),
    status: 400,
    code: 'LocationRequired',
    message: 'The location property is required for this definition.',
  },
  {
    of: 'a location that no factory can be in',
    provoke: () => put(factoryUrl, { location: 'moon' }),
    status: 400,
    code: 'LocationNotAvailableForResourceType',
    message:
      "The provided location 'moon' is not available for resource type 'Microsoft.DataFactory/factories'. " +
      `List of available regions for the resource type is '${locations.join(',')}'.`,
  },
  {
    of: 'a location that no resource group can be in',
    provoke: () => put(groupUrl, { location: 'moon' }),
    status: 400,
    code: 'LocationNotAvailableForResourceGroup',
    message:
      "The provided location 'moon' is not available for resource group. " +
      `List of available regions is '${locations.join(',')}'.`,
  },
  {
    of: 'another location than before',
    provoke: () => put(factoryUrl, { location: 'West US' }),
    status: 409,
    code: 'InvalidResourceLocation',
    message:
      "The resource 'Factory-1' already exists in location 'eastus' in resource group 'rg'. A resource with the same name " +
      "cannot be created in location 'West US'. Please select a new resource name.",
  },
  {
    of: 'another location of a resource group than before',
    provoke: () => put(groupUrl, { location: 'West US' }),
    status: 409,
    code: 'InvalidResourceGroupLocation',
    message: "Invalid resource group location 'West US'. The Resource group already exists in location 'eastus'.",
  },
  {
    of: 'a body that is too large',
    provoke: () => put(factoryUrl, ' '.repeat(4 * 1024 * 1024 + 1)),
    status: 413,
    code: 'RequestContentTooLarge',
    message: 'The request content size exceeds the maximum size of 4 MB.',
  },
  {
    of: 'a quota of the tenant that is used up',
    provoke: () => untilThrottled('/tenants'),
    status: 429,
    code: 'TenantRequestsThrottled',
    message:
      `Number of 'read' requests for tenant '${tenantId}' actor '${owner.objectId}' exceeded. ` +
      "Please try again after '1' seconds after additional tokens are available. " +
      'Refer to https://aka.ms/arm-throttling for additional information.',
    headers: { 'retry-after': '1' },
  },
  {
    of: 'a store that cannot keep or read',
    provoke: () => failing(new StoreError('The disk is full.')),
    status: 503,
    code: 'ServiceUnavailable',
    message: 'The service could not keep or read what was asked for. Please retry.',
    headers: { 'retry-after': '1' },
  },
  {
    of: 'a defect of the program',
    provoke: () => failing(new TypeError('x is not a function')),
    status: 500,
    code: 'InternalServerError',
    message: 'The server encountered an internal error. Please retry.',
  },
  {
    of: 'a host that is not the server’s own',
    provoke: () => get(groupUrl, { headers: { host: 'evil.example' } }),
    status: 421,
    code: 'MisdirectedRequest',
    message:
      "This server does not answer for the host 'evil.example', only for localhost:8443, localhost:8080. " +
      'Use one of these, or start it with --public-url.',
  },
  {
    of: 'half of what a request that may come again must say',
    provoke: () => sentAgain({ 'repeatability-request-id': once['repeatability-request-id'] }),
    status: 400,
    code: 'RepeatabilityRejected',
    message: 'There is a Repeatability-Request-ID header, and no Repeatability-First-Sent. Send both.',
  },
  {
    of: 'a request that was first sent before the window',
    provoke: () => sentAgain(sentOnce(randomUUID(), 0)),
    status: 412,
    code: 'OutsideRepeatabilityWindow',
    message:
      'The request was first sent on Thu, 01 Jan 1970 00:00:00 GMT, longer ago than 24 h: whether it was done is no longer ' +
      'known. Look at what is there, and send what is still to be done as a new request.',
  },
  {
    of: 'a request whose answer shows a key that is none by now',
    provoke: async () => {
      await sentAgain(once)
      await azure.regenerateAuthKey('authKey1')
      return sentAgain(once)
    },
    status: 409,
    code: 'RepeatedKeySuperseded',
    message:
      'The request was done, and its answer was generation … of authKey1: generation … has taken its place since. Ask ' +
      'listAuthKeys for the keys of today. Nothing was done again.',
    varies: /(?<=generation )\d+/g,
  },
  {
    of: 'what takes many steps, asked for as if it could be done once',
    provoke: () => azure.send('POST', `${controlPath}/keyring/rotate`, { headers: sentOnce() }),
    status: 501,
    code: 'RepeatabilityNotSupported',
    message:
      'What is asked for here takes many steps, and cannot be promised to be done once. Nothing was done. Send it without ' +
      'the Repeatability headers: it can be begun again at any time.',
  },
  {
    of: 'a page of somebody else',
    provoke: () => get(groupUrl, { headers: { origin: 'https://evil.example' } }),
    status: 403,
    code: 'ForeignOrigin',
    message: "Pages of the origin 'https://evil.example' may not use this server. Allow them with --cors-origin.",
  },
]

/** Everything that an answer says of itself, and its one body. */
const assertIs = ({ status, code, headers = {}, varies }: Row, reply: Reply, envelope: object): void => {
  const body = JSON.stringify(reply.body)
  assert.equal(varies ? body.replace(varies, '…') : body, JSON.stringify({ error: envelope }))
  assert.deepEqual([reply.status, reply.body.error.code], [status, code])
  assert.equal(reply.headers['content-type'], 'application/json; charset=utf-8')
  assert.equal(reply.headers['content-length'], String(Buffer.byteLength(body)))
  for (const name of ['allow', 'retry-after', 'www-authenticate']) {
    assert.equal(reply.headers[name], headers[name], name)
  }
}

for (const [whose, rows] of Object.entries({ documented: gateway, undocumented })) {
  for (const row of rows) {
    test(`Resource Manager, ${whose}: ${row.of}: ${row.status} ${row.code}`, async () => {
      const reply = await row.provoke()

      const { code, message, details } = row
      assertIs(row, reply, { code, message, ...(details && { details }) })
      assertErrorHeaders(reply.headers)
      assert.deepEqual(quotaHeaders(reply.headers), [], 'it has reached no provider')
    })
  }
}

for (const row of provider) {
  test(`Data Factory: ${row.of}: ${row.status} ${row.code}`, async () => {
    const reply = await row.provoke()

    const { code, message, target = null } = row
    assertIs(row, reply, { code, message, target, details: null })
    assertStandardHeaders(reply.headers)
    assert.equal(reply.headers.server, 'Kestrel')
    assert.equal(reply.headers['x-ms-failure-cause'], undefined)
    assert.match(quotaHeaders(reply.headers).join(), /^subscription-(reads|writes|deletes)$/)
  })
}

test('a HEAD is refused with the headers of its error, and without a body', async () => {
  const { status, headers, body } = await azure.send('HEAD', `${groupUrl}-missing`)

  assert.equal(status, 404)
  assertErrorHeaders(headers)
  assert.equal(body, '')
})

test('a name that is too long for any resource is not told again at that length', async () => {
  const resourceId = runtime('x'.repeat(50_000))

  const { status, body } = await put(runtime('Linked-2', factory2), byRole({ resourceId }))

  assert.equal(status, 401)
  assert.ok(body.error.message.length < 1000, `${body.error.message.slice(0, 200)}…`)
})

/** All files in a folder, one behind the other. */
const textOf = (folder: string, ending: string): string => {
  const path = join(import.meta.dirname, folder)
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending))
  return names.map((name) => readFileSync(join(path, name), 'utf8')).join('\n')
}

/** Codes and words of the real service that are answered nowhere here, and why. */
const notHere: Readonly<Record<string, string>> = {
  'join/action': 'of a network that a runtime joins, which is in nobody’s hands here',
  ParentResourceNotFound: 'other providers’; of Data Factory, only ResourceNotFound has been seen',
  OperationNotAllowed: 'a quota that is used up, until 2024, from memory',
  TooManyRequests: 'the same',
  'The primary access token': 'a newer wording about a token of another tenant; the recorded one is told',
  EvolvedSecurityTokenService: 'a newer wording about a token for something else',
  InputIsMalformedDetailed: 'of pipelines, which are not here',
  UnsupportedVersionForSharableIR: 'asks how old the nodes of a shared runtime are: its message was null',
  GlobalParameterNameNotAllowed: 'of global parameters as resources of their own, which are not here',
  InternalError: 'a defect of the provider: here it is the gateway that has one, as InternalServerError',
  'under data factory': 'of the data plane, which is not here (code 2200)',
  'Consecutive dashes are not permitted': 'the portal says so, before it sends anything',
  'Pipeline run does not exist': 'the flat errors of 2017-09-01-preview, which is answered as 2018-06-01 is',
  'does not support http method': 'a 405 of other providers, which has no envelope',
}

test('what cannot be brought about here is nowhere in the program', () => {
  const program = textOf('../src', '.ts')

  for (const [words, why] of Object.entries(notHere)) {
    assert.doesNotMatch(program, new RegExp(`\\b${words}\\b`), `${words}: ${why}`)
  }
})

test('every code that the program knows is in a row here, or is asked for by the test of its operation or endpoint', () => {
  const table = readFileSync(join(import.meta.dirname, '../src/core/errorCodes.ts'), 'utf8')
  const known = [...table.matchAll(/^ {2}(\w+): \{ status: \d+, by: /gm)].map(([, code = '']) => code)
  const here = [...gateway, ...provider, ...undocumented].map(({ code }) => code)
  const asked = textOf('operations', '.test.ts') + textOf('nodes', '.test.ts')

  assert.ok(known.length > 40, 'the test sees the table')
  assert.deepEqual(
    known.filter((code) => !here.includes(code) && !new RegExp(`\\b${code}\\b`).test(asked)),
    [],
  )
})
