import fc, { type Arbitrary } from 'fast-check'
import { operations } from '../../src/operations/index.ts'
import { anyText, headerText, jsonText, mostly, objectText } from './arbitraries.ts'
import type { Exact } from './inject.ts'
import { subscriptionId, tenantId } from './known.ts'

/** Who calls; the test knows the tokens. */
export type Who = 'nobody' | 'none' | 'owner' | 'reader'

export interface AnyRequest extends Exact {
  readonly who: Who
}

const names: Readonly<Record<string, string>> = {
  subscriptionId,
  resourceGroupName: 'rg',
  factoryName: 'Factory-1',
  integrationRuntimeName: 'Runtime-1',
  resourceProviderNamespace: 'Microsoft.DataFactory',
}

const oddSegments = ['%', '%zz', '%00', '%2F', '%252f', '%ff', '%C4%B0', '.', '..%2f..', '%2e%2e', '*', ':name', '', ';', '-']
const oddSegment = fc.oneof(
  anyText.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(...oddSegments, 'x'.repeat(64), 'x'.repeat(1025), 'x'.repeat(16_384)),
)

const ofOthers = [
  `/${tenantId}/v2.0/.well-known/openid-configuration`,
  `/${tenantId}/oauth2/v2.0/token`,
  `/${tenantId}/discovery/v2.0/keys`,
  '/common/discovery/instance',
  '/metadata/endpoints',
  '/health',
]

/** A call of ours, perhaps with some name in it replaced; or one of anybody's. */
const call: Arbitrary<{ readonly method: string; readonly path: string }> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(fc.constantFrom(...operations), fc.array(mostly('', oddSegment, 12), { minLength: 4, maxLength: 4 }))
      .map(([{ method, path }, odd]) => {
        const replaced = odd.values()
        const fillIn = (_: string, name: string): string => replaced.next().value || (names[name] ?? '')
        return { method, path: path.replace(/:(\w+)/g, fillIn) }
      }),
  },
  {
    weight: 1,
    arbitrary: fc.array(oddSegment, { maxLength: 4 }).map((path) => ({ method: 'GET', path: `/${path.join('/')}` })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ofOthers).map((path) => ({ method: 'GET', path })) },
)

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
]
const query = mostly(
  version,
  fc.oneof(
    fc.constantFrom(...oddQueries),
    anyText.map((text) => `api-version=${encodeURIComponent(text.toWellFormed())}`),
  ),
)

const members = ['location', 'tags', 'identity', 'properties', 'type', 'typeProperties', 'keyName', 'autoUpdate']
const values = ['"eastus"', '"SelfHosted"', '"Managed"', '"authKey1"', '"Off"', '{"a":"b"}', '{"type":"SystemAssigned"}']
const samples = [
  '{"location":"eastus"}',
  '{"location":"eastus","tags":{"a":"b"},"identity":{"type":"SystemAssigned"},"properties":{"encryption":{}}}',
  '{"properties":{"type":"SelfHosted"}}',
  '{"properties":{"type":"Managed"}}',
  '{"keyName":"authKey2"}',
  '{"autoUpdate":"Off","updateDelayOffset":"PT3H"}',
]
const almostRight = fc
  .array(fc.tuple(fc.constantFrom(...members), fc.oneof(fc.constantFrom(...values), jsonText)), { maxLength: 4 })
  .map(objectText)
const body: Arbitrary<string | undefined> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...samples) },
  { weight: 4, arbitrary: fc.oneof(almostRight, almostRight.map((text) => `{"properties":${text}}`)) },
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
  fc.oneof(headerText, fc.constantFrom('', 'text/json', 'application/json; charset=utf-16', 'APPLICATION/JSON;', 'a/b;c=d')),
)

const oddMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PUT', 'TRACE']

/** A request that is right, or wrong in one way or in many. */
export const anyRequest: Arbitrary<AnyRequest> = fc
  .record({
    call,
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
