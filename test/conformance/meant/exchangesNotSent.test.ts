import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exchangesNotSent } from '../../../conformance/meant/exchangesNotSent.ts'
import { exchange, factoryUrl, groupUrl, refusal, runtimeUrl, subscriptionUrl } from '../support.ts'

const namesOf = (one: ReturnType<typeof exchange>): readonly string[] =>
  exchangesNotSent.filter(({ covers }) => covers(one)).map(({ name }) => name)

const at = (uri: string) => exchange({ request: { uri } })

for (const [name, exchanges] of Object.entries({
  'for another service': [
    at('https://login.example.com/tenant/oauth2/v2.0/token'),
    at('https://graph.example.com/v1.0/applications'),
  ],
  'about what Data Factory moves data with': [
    'pipelines',
    'Datasets/pears',
    'linkedServices/pears',
    'managedVirtualNetworks/default/managedPrivateEndpoints',
    'pipelineruns/7/cancel',
    'queryPipelineRuns',
  ].map((below) => exchange({ path: `${factoryUrl}/${below}` })),
  'about another provider': [
    exchange({ path: `${groupUrl}/providers/Microsoft.Storage/storageAccounts/pears` }),
    exchange({ method: 'POST', path: `${subscriptionUrl}/providers/Microsoft.Storage/register` }),
  ],
  'of a caller who was refused': [
    exchange({ status: 403, body: refusal('AuthorizationFailed') }),
    exchange({ status: 401, body: refusal('InvalidAuthenticationToken') }),
  ],
  'of a caller who was too quick': [exchange({ status: 429, body: refusal('SubscriptionRequestsThrottled') })],
})) {
  for (const one of exchanges) {
    const { method, uri } = one.request
    test(`${method} ${uri}, answered ${one.answer.status}, is ${name}`, () => assert.deepEqual(namesOf(one), [name]))
  }
}

for (const path of [
  '/tenants',
  subscriptionUrl,
  `${subscriptionUrl}/locations`,
  groupUrl,
  `${groupUrl}/resources`,
  `${subscriptionUrl}/providers`,
  `${subscriptionUrl}/providers/Microsoft.DataFactory/register`,
  `${subscriptionUrl}/providers/Microsoft.DataFactory/locations/eastus/configureFactoryRepo`,
  '/providers/Microsoft.DataFactory/operations',
  factoryUrl,
  `${factoryUrl}/getDataPlaneAccess`,
  `${factoryUrl}/managedVirtualNetworks`,
  `${factoryUrl}/integrationRuntimes/pipelines`,
  `${runtimeUrl}/nodes/one`,
  `${runtimeUrl}/providers/Microsoft.Authorization/roleAssignments/one`,
]) {
  test(`${path} is sent`, () =>
    assert.deepEqual(namesOf(exchange({ path, status: 404, body: refusal('NotFound') })), []))
}
