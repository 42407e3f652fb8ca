import fc, { type Arbitrary } from 'fast-check'
import { anyText, headerText, jsonText, mostly, objectText } from './arbitraries.ts'
import { anyCall } from './callArbitrary.ts'
import type { Exact } from './inject.ts'
import { groupUrl, user } from './known.ts'
import { builtIn } from './roles.ts'

/** Who calls; the test knows the tokens. */
export type Who = 'nobody' | 'none' | 'owner' | 'reader'

export interface AnyRequest extends Exact {
  readonly who: Who
}

const version = 'api-version=2018-06-01'
const oddQueries = [
  '',
  version.toUpperCase(),
  version.replace('api', 'Api'),
  `${version}&${version}`,
  `${version}&API-VERSION=2018-06-01`,
  'api-version=',
  'api-version=2018-13-99',
  'api-version[]=2018-06-01',
  'api-version=%00',
  'api-version=1.0',
  'api%2Dversion=2018-06-01',
  `${version}&__proto__=x&constructor=y`,
  `${version}&${'a=b&'.repeat(2000)}`,
  `${version}&$filter=atScope()`,
  `${version}&$filter=atScopeAndBelow()`,
  `${version}&$filter=${'%27'.repeat(2000)}`,
]
const query = mostly(
  version,
  fc.oneof(
    fc.constantFrom(...oddQueries),
    anyText.map((text) => `api-version=${encodeURIComponent(text.toWellFormed())}`),
  ),
)

const members = [
  ...['location', 'tags', 'identity', 'properties', 'type', 'typeProperties', 'keyName', 'autoUpdate'],
  ...['roleDefinitionId', 'principalId', 'principalType', 'roleName', 'permissions', 'assignableScopes'],
]
/** Calls nothing in these tests, so that no role which it is given lets anybody do more. */
const values = ['"eastus"', '"SelfHosted"', '"Managed"', '"authKey1"', '{"a":"b"}', '{"type":"SystemAssigned"}']
const samples = [
  '{"location":"eastus"}',
  '{"location":"eastus","tags":{"a":"b"},"identity":{"type":"SystemAssigned"},"properties":{"encryption":{}}}',
  '{"properties":{"type":"SelfHosted"}}',
  '{"properties":{"type":"Managed"}}',
  '{"keyName":"authKey2"}',
  '{"autoUpdate":"Off","updateDelayOffset":"PT3H"}',
  `{"properties":{"roleDefinitionId":"${builtIn('Reader')}","principalId":"${user.objectId}"}}`,
  `{"properties":{"roleName":"Mine","permissions":[{"actions":["*/read"]}],"assignableScopes":["${groupUrl}"]}}`,
]
const almostRight = fc
  .array(fc.tuple(fc.constantFrom(...members), fc.oneof(fc.constantFrom(...values), jsonText)), { maxLength: 4 })
  .map(objectText)
const body: Arbitrary<string | undefined> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...samples) },
  {
    weight: 4,
    arbitrary: fc.oneof(
      almostRight,
      almostRight.map((text) => `{"properties":${text}}`),
    ),
  },
  { weight: 2, arbitrary: fc.oneof(jsonText, anyText, fc.constantFrom('', '{', '\uFEFF', '{"properties":{}}')) },
  { weight: 2, arbitrary: fc.constant(undefined) },
)

const oddHeaders = fc.dictionary(
  fc.constantFrom(
    'accept',
    'content-encoding',
    'cookie',
    'host',
    'if-match',
    'origin',
    'sec-fetch-site',
    'x-http-method-override',
    'x-ms-client-request-id',
    'x-ms-correlation-request-id',
    'x-original-url',
    'forwarded',
  ),
  fc.oneof(headerText, fc.constantFrom('*', 'DELETE', 'null', 'gzip', '/tenants', 'x'.repeat(8000))),
  { maxKeys: 2 },
)
const contentType = mostly(
  'application/json',
  fc.oneof(
    headerText,
    fc.constantFrom('', 'text/json', 'application/json; charset=utf-16', 'APPLICATION/JSON;', 'a/b;c=d'),
  ),
)

const oddMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PUT', 'TRACE']

/** A request that is right, or wrong in one way or in many. */
export const anyRequest: Arbitrary<AnyRequest> = fc
  .record({
    call: anyCall,
    query,
    body,
    contentType,
    headers: mostly({}, oddHeaders, 3),
    otherMethod: mostly('', fc.constantFrom(...oddMethods)),
    who: mostly<Who>('owner', fc.constantFrom('reader', 'nobody', 'none'), 4),
  })
  .map(({ call: { method, path }, query, body, contentType, headers, otherMethod, who }) => ({
    method: otherMethod || method,
    url: query === '' ? path : `${path}?${query}`,
    headers: { 'content-type': contentType, ...headers },
    body,
    who,
  }))
