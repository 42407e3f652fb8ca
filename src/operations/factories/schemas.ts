import { type Static, Type } from 'typebox'
import { type Factory, hasSystemAssignedIdentity } from '../../core/factory.ts'
import type { JsonObject } from '../../core/json.ts'
import { formatFactoryId } from '../../core/resourceId.ts'
import { maskSecureStrings } from '../../core/secureString.ts'
import type { Subscription } from '../../core/subscription.ts'
import { Nullable, Tags } from '../schemas.ts'

const Identity = Type.Object({ type: Type.Optional(Nullable(Type.String())) })

export const FactoryBody = Type.Object({
  location: Type.Optional(Type.String({ description: 'Region, by its short or its display name.' })),
  tags: Type.Optional(Nullable(Tags)),
  identity: Type.Optional(Nullable(Identity)),
  properties: Type.Optional(Nullable(Type.Object({}))),
})

/** Of the properties, the service's document lets one be changed by itself. */
export const FactoryUpdateBody = Type.Object({
  tags: Type.Optional(Nullable(Tags)),
  identity: Type.Optional(Nullable(Identity)),
  properties: Type.Optional(
    Nullable(Type.Object({ publicNetworkAccess: Type.Optional(Nullable(Type.Enum(['Enabled', 'Disabled']))) })),
  ),
})

export const FactoryReply = Type.Object(
  {
    name: Type.String(),
    id: Type.String(),
    type: Type.Literal('Microsoft.DataFactory/factories'),
    properties: Type.Object({
      provisioningState: Type.Literal('Succeeded'),
      createTime: Type.String(),
      version: Type.Literal('2018-06-01'),
    }),
    eTag: Type.String({ description: 'With its quotes inside the value.' }),
    location: Type.String(),
    identity: Type.Optional(Nullable(Type.Object({}))),
    tags: Tags,
  },
  { additionalProperties: false },
)

/** A factory as it is answered; members in the order of the recordings. Statistics are added by a single get alone. */
export const toFactoryReply = (
  factory: Factory,
  { tenantId }: Subscription,
  statistics: object = {},
): Static<typeof FactoryReply> => {
  const { id, identity, location, tags, etag, createTime, principalId } = factory
  const own = hasSystemAssignedIdentity(factory) ? { principalId, tenantId } : {}
  return {
    name: id.factoryName,
    id: formatFactoryId(id),
    type: 'Microsoft.DataFactory/factories',
    properties: {
      provisioningState: 'Succeeded',
      createTime,
      version: '2018-06-01',
      ...statistics,
      ...(maskSecureStrings(factory.properties) as object),
    },
    eTag: `"${etag}"`,
    location,
    ...(identity !== undefined && { identity: identity && { ...identity, ...own } }),
    tags,
  }
}

/** What the service itself adds to `properties`; a client that sends it back does not change it. */
export const withoutReadOnly = (properties: object): JsonObject => {
  const own = ['provisioningState', 'createTime', 'version', 'factoryStatistics']
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !own.includes(name)))
}

/** Whose an identity is, the service alone says. */
export const withoutPrincipal = (identity: JsonObject | null | undefined): JsonObject | null | undefined => {
  if (!identity) return identity
  const { principalId: _, tenantId: __, ...given } = identity
  return given
}
