import { type Static, Type } from 'typebox'
import { type Factory, hasSystemAssignedIdentity } from '../../core/factory.ts'
import type { JsonObject } from '../../core/json.ts'
import { type FactoryId, formatFactoryId } from '../../core/resourceId.ts'
import { maskSecureStrings } from '../../core/secureString.ts'
import type { Reader } from '../../core/store.ts'
import type { Subscription } from '../../core/subscription.ts'
import { asStored } from '../../schemas/asStored.ts'
import { FactoryIdentity } from '../../schemas/factory/factoryIdentity.ts'
import { FactoryProperties } from '../../schemas/factory/factoryProperties.ts'
import { PublicNetworkAccess } from '../../schemas/factory/publicNetworkAccess.ts'
import { Optional } from '../../schemas/optional.ts'
import { Tags } from '../../schemas/tags.ts'

export const FactoryBody = Type.Object({
  location: Type.Optional(Type.String({ description: 'Region, by its short or its display name.' })),
  tags: Optional(Tags),
  identity: Optional(FactoryIdentity),
  properties: Optional(FactoryProperties),
})

/** Of the properties, the service's document lets one be changed by itself. */
export const FactoryUpdateBody = Type.Object({
  tags: Optional(Tags),
  identity: Optional(FactoryIdentity),
  properties: Optional(Type.Object({ publicNetworkAccess: Optional(PublicNetworkAccess) })),
})

/** With whose it is, where it is the factory's own. */
export const FactoryIdentityReply = Type.Object({
  ...FactoryIdentity.properties,
  principalId: Type.Optional(Type.String({ description: 'Object id of the identity that is the factory’s own.' })),
  tenantId: Type.Optional(Type.String()),
})

const FactoryStatistics = Type.Object(
  {
    totalResourceCount: Type.Integer(),
    maxAllowedResourceCount: Type.Integer(),
    factorySizeInGbUnits: Type.Integer(),
    maxAllowedFactorySizeInGbUnits: Type.Integer(),
  },
  { additionalProperties: false },
)

/** What the service itself says of a factory. */
const FactoryState = Type.Object({
  provisioningState: Type.Literal('Succeeded'),
  createTime: Type.String({ description: 'ISO 8601.' }),
  version: Type.Literal('2018-06-01'),
  factoryStatistics: Type.Optional(FactoryStatistics),
})

export const FactoryReply = Type.Object(
  {
    name: Type.String(),
    id: Type.String(),
    type: Type.Literal('Microsoft.DataFactory/factories'),
    properties: asStored<Static<typeof FactoryState>>(
      Type.Object({ ...FactoryState.properties, ...FactoryProperties.properties }),
    ),
    eTag: Type.String({ description: 'With its quotes inside the value.' }),
    location: Type.String(),
    identity: Optional(asStored(FactoryIdentityReply)),
    tags: Tags,
  },
  { additionalProperties: false },
)

/** A factory as it is answered; members in the order of the recordings. Statistics are added by a single get alone. */
export const toFactoryReply = (
  factory: Factory,
  { tenantId }: Subscription,
  factoryStatistics?: Static<typeof FactoryStatistics>,
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
      ...(factoryStatistics && { factoryStatistics }),
      ...maskSecureStrings(inOrder(factory.properties)),
    },
    eTag: `"${etag}"`,
    location,
    ...(identity !== undefined && { identity: identity && { ...identity, ...own } }),
    tags,
  }
}

/** What conditions on a factory are compared with. */
export const factoryEtag = async (
  { target }: { readonly target: FactoryId },
  tx: Reader,
): Promise<string | undefined> => (await tx.findFactory(target))?.etag

const known = Object.keys(FactoryProperties.properties)

/** Known ones first, in the order of the service, then all others as they came. Recorded in part. */
const inOrder = (properties: JsonObject): JsonObject => {
  const first = known.filter((name) => Object.hasOwn(properties, name)).map((name) => [name, properties[name]])
  return { ...Object.fromEntries(first), ...properties }
}
