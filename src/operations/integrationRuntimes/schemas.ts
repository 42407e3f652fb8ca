import { type Static, Type } from 'typebox'
import { authKeyNames } from '../../core/authKey.ts'
import type { JsonObject } from '../../core/json.ts'
import { formatRuntimeId } from '../../core/resourceId.ts'
import { isSsis, type Runtime } from '../../core/runtime.ts'
import { maskSecureStrings } from '../../core/secureString.ts'
import { Nullable } from '../schemas.ts'

const Section = Type.Optional(Nullable(Type.Object({})))

export const RuntimeBody = Type.Object({
  properties: Type.Object({
    type: Type.String({ description: 'Managed or SelfHosted.' }),
    description: Type.Optional(Nullable(Type.String())),
    typeProperties: Type.Optional(
      Nullable(Type.Object({ linkedInfo: Section, computeProperties: Section, ssisProperties: Section })),
    ),
  }),
})

export const RuntimeReply = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    type: Type.Literal('Microsoft.DataFactory/factories/integrationruntimes'),
    properties: Type.Object({ type: Type.String() }),
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

/** A runtime as it is answered. Recorded. */
export const toRuntimeReply = (runtime: Runtime): Static<typeof RuntimeReply> => ({
  id: formatRuntimeId(runtime.id),
  name: runtime.id.integrationRuntimeName,
  type: 'Microsoft.DataFactory/factories/integrationruntimes',
  properties: maskSecureStrings(inOrder(runtime)) as { type: string },
  etag: runtime.etag,
})

/** The order of the members is the service's, whatever the order sent; a state is told of SSIS runtimes alone. Recorded. */
const inOrder = (runtime: Runtime): JsonObject => {
  const { type, description, typeProperties, ...others } = runtime.properties
  return {
    type,
    ...(description !== undefined && { description }),
    ...(typeProperties !== undefined && { typeProperties }),
    ...(isSsis(runtime) && { state: 'Initial' }),
    ...others,
  }
}

/** The state is the service's own to say; a client that sends it back does not change it. */
export const withoutState = ({ state: _, ...properties }: JsonObject): JsonObject => properties
