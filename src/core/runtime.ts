import type { InteractiveQuery } from './interactiveQuery.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { linkedInfoOf } from './linkedInfo.ts'
import type { RuntimeId } from './resourceId.ts'
import type { LastOperation } from './ssis.ts'

/** Whether the nodes of a runtime update themselves. */
export const autoUpdates = ['On', 'Off'] as const
export type AutoUpdate = (typeof autoUpdates)[number]

export interface Runtime {
  readonly id: RuntimeId
  /** Random, fixed for the runtime's whole life: part of its keys, and the `taskQueueId` of its status. */
  readonly uid: string
  readonly type: 'Managed' | 'SelfHosted'
  /** As parsed: nulls and members that nobody knows included, absent ones absent. */
  readonly properties: JsonObject
  readonly etag: string
  readonly createTime: string
  readonly autoUpdate: AutoUpdate
  /** ISO 8601 duration; undefined until an update sets it. */
  readonly updateDelayOffset: string | undefined
  /** What was last asked of the machines of a runtime for SSIS; undefined until somebody starts them. */
  readonly lastOperation: LastOperation | undefined
  /** What was last asked of a managed runtime's interactive query; undefined until somebody enables it. */
  readonly interactiveQuery: InteractiveQuery | undefined
}

/** Whether the runtime borrows another factory's: `typeProperties.linkedInfo` is there and not null. */
export const isLinked = ({ properties }: Runtime): boolean => linkedInfoOf(properties) !== undefined

/** Whether the runtime is one for SSIS packages, which is started and stopped. */
export const isSsis = ({ type, properties: { typeProperties } }: Runtime): boolean =>
  type === 'Managed' && isJsonObject(typeProperties) && isJsonObject(typeProperties.ssisProperties)
