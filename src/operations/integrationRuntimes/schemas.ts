import { type Static, Type } from 'typebox'
import { authKeyNames } from '../../core/authKey.ts'
import { interactiveQueryStatus, interactiveQueryStatuses } from '../../core/interactiveQuery.ts'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { formatRuntimeId, type RuntimeId } from '../../core/resourceId.ts'
import { isSsis, type Runtime } from '../../core/runtime.ts'
import { maskSecureStrings } from '../../core/secureString.ts'
import { ssisState, ssisStates } from '../../core/ssis.ts'
import type { Reader } from '../../core/store.ts'
import { asStored } from '../../schemas/asStored.ts'
import { ManagedProperties } from '../../schemas/runtime/managedProperties.ts'
import { RuntimeProperties } from '../../schemas/runtime/runtimeProperties.ts'
import { SelfHostedProperties } from '../../schemas/runtime/selfHostedProperties.ts'
import { Variants } from '../../schemas/variants.ts'

export const RuntimeBody = Type.Object({ properties: RuntimeProperties })

const InteractiveQuery = Type.Object(
  { status: Type.Enum([...interactiveQueryStatuses]), autoTerminationMinutes: Type.Integer() },
  { additionalProperties: false },
)

const ManagedPropertiesReply = Type.Object({
  ...ManagedProperties.properties,
  typeProperties: Type.Object({
    ...ManagedProperties.properties.typeProperties.properties,
    interactiveQuery: Type.Optional(InteractiveQuery),
  }),
  state: Type.Optional(Type.Enum([...ssisStates], { description: 'Of a runtime for SSIS.' })),
})

/** `properties` of an integration runtime, with what the service itself says of one. */
export const RuntimePropertiesReply = Variants('type', [ManagedPropertiesReply, SelfHostedProperties])

export const RuntimeReply = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    type: Type.Literal('Microsoft.DataFactory/factories/integrationruntimes'),
    properties: asStored(RuntimePropertiesReply),
    etag: Type.String(),
  },
  { additionalProperties: false },
)

export const RegenerateKeyBody = Type.Object({
  keyName: Type.String({ description: `Which key to replace: ${authKeyNames.join(' or ')}, in any letter case.` }),
})

/** Listing answers with both keys; regenerating answers with the fresh one alone. Recorded. */
export const AuthKeysReply = Type.Object(
  { authKey1: Type.Optional(Type.String()), authKey2: Type.Optional(Type.String()) },
  { additionalProperties: false, minProperties: 1 },
)

/** A runtime as it is answered, at a moment: its state moves on by itself. Recorded. */
export const toRuntimeReply = (runtime: Runtime, now: Date): Static<typeof RuntimeReply> => ({
  id: formatRuntimeId(runtime.id),
  name: runtime.id.integrationRuntimeName,
  type: 'Microsoft.DataFactory/factories/integrationruntimes',
  properties: maskSecureStrings(inOrder(runtime, now)),
  etag: runtime.etag,
})

/** The order of the members is the service's, whatever the order sent; a state is told of SSIS runtimes alone. Recorded. */
const inOrder = (runtime: Runtime, now: Date): JsonObject => {
  const { type, description, typeProperties, ...others } = runtime.properties
  return {
    type,
    ...(description !== undefined && { description }),
    ...(typeProperties !== undefined && { typeProperties: withInteractiveQuery(typeProperties, runtime, now) }),
    ...(isSsis(runtime) && { state: ssisState(runtime.lastOperation, now) }),
    ...others,
  }
}

/** Told once somebody has enabled it. Documented. */
const withInteractiveQuery = (typeProperties: unknown, { interactiveQuery }: Runtime, now: Date): unknown => {
  if (!interactiveQuery || !isJsonObject(typeProperties)) return typeProperties
  const { autoTerminationMinutes } = interactiveQuery
  const status = interactiveQueryStatus(interactiveQuery, now)
  return { ...typeProperties, interactiveQuery: { status, autoTerminationMinutes } }
}

/** What conditions on a runtime are compared with. */
export const runtimeEtag = async (
  { target }: { readonly target: RuntimeId },
  tx: Reader,
): Promise<string | undefined> => (await tx.findRuntime(target))?.etag
