import fc, { type Arbitrary } from 'fast-check'
import { isJsonObject } from '../../src/core/json.ts'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { sampleOf } from './samples.ts'
import { placeIn, type Sensible } from './schemaArbitrary.ts'

const location = fc.constantFrom('eastus', 'West Europe', 'NORTH EUROPE', 'eastus2')

/** Values that rules beyond the schema take, where the texts of the sample are not enough. */
const chosen: Readonly<Record<string, Readonly<Record<string, Arbitrary<unknown>>>>> = {
  Factories_CreateOrUpdate: { location },
  Factories_GetDataPlaneAccess: {
    startTime: fc.constantFrom('2026-11-10T02:46:20Z', '2026-11-10T03:46:20.2659347+01:00'),
    expireTime: fc.constantFrom('2026-11-10T10:46:20Z', '2026-11-10T02:46:21.5Z', null),
  },
  IntegrationRuntimeNodes_Update: { concurrentJobsLimit: fc.option(fc.integer({ min: 1, max: 21 })) },
  IntegrationRuntimes_RegenerateAuthKey: { keyName: fc.mixedCase(fc.constantFrom('authKey1', 'authKey2')) },
  IntegrationRuntimes_Update: { updateDelayOffset: fc.constantFrom('PT3H', '"PT30M"', 'P1DT0.5S', null) },
  ResourceGroups_CreateOrUpdate: { location },
  RoleAssignments_Create: {
    'properties.principalType': fc.constantFrom('User', 'user', null),
  },
  RoleDefinitions_CreateOrUpdate: {
    'properties.type': fc.constantFrom('CustomRole', 'customrole', null),
  },
}

/** What the rules of an operation take: the texts of its sample, and what is chosen here. */
export const sensibleFor = (operation: AnyOperation): Sensible =>
  new Map([...textsIn(sampleOf(operation).body), ...Object.entries(chosen[operation.id] ?? {})])

const textsIn = (value: unknown, place = ''): readonly [string, Arbitrary<unknown>][] => {
  if (typeof value === 'string') return [[place, fc.constant(value)]]
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, `${place}[]`))
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, placeIn(place, name)))
}

/** What a body that fits its schema may still be refused for, as code and message: nothing else, and nothing elsewhere. */
const rules: Readonly<Record<string, readonly RegExp[]>> = {
  Factories_GetGitHubAccessToken: [/^BadRequest: The access code cannot be exchanged: /],
  IntegrationRuntimeNodes_Update: [/^BadRequest: concurrentJobsLimit must be from 1 to 20, /],
  IntegrationRuntimes_CreateOrUpdate: [
    /^ManagedIdentityRequiredToCreateLinkedIntegrationRuntime: /,
    /^UnauthorizedIntegrationRuntimeAccess: /,
    /^BadRequest: The document creation or update failed because of invalid reference '/,
  ],
  RoleDefinitions_CreateOrUpdate: [/^BadRequestFormat: .* '\/' in properties\.assignableScopes is none that /],
}

/** Whether that is how a rule of the operation refuses a body that fits the schema. */
export const isRule = ({ id }: AnyOperation, code: string, message: string): boolean =>
  (rules[id] ?? []).some((rule) => rule.test(`${code}: ${message}`))
