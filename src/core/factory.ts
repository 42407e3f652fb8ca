import type { Effects } from './effects.ts'
import { CloudError } from './errors.ts'
import { newEtag } from './etag.ts'
import type { JsonObject } from './json.ts'
import { normalizeLocation } from './location.ts'
import type { FactoryId, ResourceGroupId } from './resourceId.ts'
import { formatTimestamp } from './timestamps.ts'

export interface Factory {
  readonly id: FactoryId
  /** As its creator wrote it: `East US` and `eastus` are the same place. */
  readonly location: string
  /** As parsed, what the service itself adds left out; undefined when never sent. */
  readonly identity: JsonObject | null | undefined
  /** Object id of the system-assigned identity: made with the factory, shown once `identity` asks for it. */
  readonly principalId: string
  readonly tags: Readonly<Record<string, string>>
  /** As parsed, what the service itself adds left out. */
  readonly properties: JsonObject
  /** Without quotes; the wire has them inside the value. */
  readonly etag: string
  readonly createTime: string
}

/** What the creator of a factory may set. */
type FactorySettings = Pick<Factory, 'identity' | 'location' | 'properties' | 'tags'>

/** The factories of a subscription, or of one resource group in it. */
export type FactoriesOf = Pick<ResourceGroupId, 'subscriptionId'> & Partial<ResourceGroupId>

/** A factory that has just been made, with an identity of its own in store. */
export const newFactory = (id: FactoryId, settings: FactorySettings, effects: Effects): Factory => ({
  id,
  ...settings,
  principalId: effects.newId(),
  etag: newEtag(effects),
  createTime: formatTimestamp(effects.now()),
})

/** The host that nodes talk to; part of every key, and `serviceUrls` of a runtime's status. Recorded. */
export const serviceEndpoint = ({ id, location }: Factory): string =>
  `${id.factoryName.toLowerCase()}.${normalizeLocation(location)}.datafactory.azure.net`

/** Whether the factory has asked for an identity of its own: `SystemAssigned`, alone or beside others. */
export const hasSystemAssignedIdentity = ({ identity }: Factory): boolean =>
  typeof identity?.type === 'string' &&
  identity.type.split(',').some((type) => type.trim().toLowerCase() === 'systemassigned')

/** A factory's name is unique in all of Azure, here in all of the store. Documented. */
export const factoryNameInUse = (factoryName: string): CloudError =>
  new CloudError(
    'DataFactoryNameInUse',
    `The specified resource name '${factoryName}' is already in use. Resource names must be globally unique.`,
  )

/** What lists of factories are sorted by. */
export const factoryOrder = ({ id }: Pick<Factory, 'id'>): string => id.factoryName.toLowerCase()
