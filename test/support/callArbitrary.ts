import fc, { type Arbitrary } from 'fast-check'
import { routes } from '../../src/operations/routes.ts'
import { anyText, mostly } from './arbitraries.ts'
import { subscriptionId, tenantId } from './known.ts'

const names: Readonly<Record<string, string>> = {
  subscriptionId,
  resourceGroupName: 'rg',
  factoryName: 'Factory-1',
  integrationRuntimeName: 'Runtime-1',
  // Always registered: were Data Factory unregistered, it would refuse all that comes after.
  resourceProviderNamespace: 'Microsoft.Insights',
  roleAssignmentName: '77777777-7777-7777-7777-000000000001',
  roleDefinitionId: '77777777-7777-7777-7777-000000000002',
}

const oddSegments = '% %zz %00 %2F %252f %ff %C4%B0 . ..%2f.. %2e%2e * :name ; -'.split(' ')
const oddSegment = fc.oneof(
  anyText.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom('', ...oddSegments, 'x'.repeat(64), 'x'.repeat(1025), 'x'.repeat(16_384)),
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
export const anyCall: Arbitrary<{ readonly method: string; readonly path: string }> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(fc.constantFrom(...routes), fc.array(mostly('', oddSegment, 12), { minLength: 4, maxLength: 4 }))
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
