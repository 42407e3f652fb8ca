import { CloudError } from './errors.ts'
import type { InteractiveQuery } from './interactiveQuery.ts'
import { isSameJson } from './isSameJson.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { linkedInfoOf } from './linkedInfo.ts'
import type { RuntimeId } from './resourceId.ts'
import { type LastOperation, ssisState } from './ssis.ts'

export const runtimeTypes = ['Managed', 'SelfHosted'] as const
export type RuntimeType = (typeof runtimeTypes)[number]

export interface Runtime {
  readonly id: RuntimeId
  /** Random, fixed for the runtime's whole life: part of its keys, and the `taskQueueId` of its status. */
  readonly uid: string
  readonly type: RuntimeType
  /** As parsed: nulls and members that nobody knows included, absent ones absent. */
  readonly properties: JsonObject
  readonly etag: string
  readonly createTime: string
  readonly autoUpdate: 'On' | 'Off'
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

/**
 * Refuses what needs authentication keys on a runtime that has none of its own.
 *
 * @throws CloudError `BadRequest` for a managed or a linked runtime. Assumed: the real words are not known.
 */
export const requireOwnKeys = (runtime: Runtime): void => {
  const name = runtime.id.integrationRuntimeName
  if (runtime.type !== 'SelfHosted') {
    throw new CloudError(
      'BadRequest',
      `The integration runtime '${name}' is of type ${runtime.type} and has no authentication keys.`,
    )
  }
  if (isLinked(runtime)) {
    throw new CloudError(
      'BadRequest',
      `The integration runtime '${name}' is linked and has no authentication keys of its own. Use those of the shared one.`,
    )
  }
}

/** Refuses what only the machines of a runtime for SSIS can do. Assumed: the real words are not known. */
export const requireSsis = (runtime: Runtime): void => {
  if (isSsis(runtime)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${runtime.id.integrationRuntimeName}' is not one for SSIS, and has no machines to start, stop or ask.`,
  )
}

/** Refuses what only a managed runtime without machines of its own can do. Assumed: the real words are not known. */
export const requireServerless = (runtime: Runtime): void => {
  if (runtime.type === 'Managed' && !isSsis(runtime)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${runtime.id.integrationRuntimeName}' is not a managed one without SSIS, and has no interactive query.`,
  )
}

/**
 * Refuses to change or delete a runtime whose machines run: they must be stopped first. Documented; the words are ours.
 *
 * @throws CloudError `BadRequest`.
 */
export const requireAtRest = (runtime: Runtime, now: Date, deed: string): void =>
  requireState(runtime, { is: ssisState(runtime.lastOperation, now), wanted: ['Initial', 'Stopped'], deed })

/**
 * Refuses what cannot be done in the state that a runtime is in.
 *
 * @throws CloudError `BadRequest`, which names both. Assumed: the real words are not known.
 */
export const requireState = <State extends string>(
  { id }: Runtime,
  { is, wanted, deed }: { readonly is: State; readonly wanted: readonly State[]; readonly deed: string },
): void => {
  if (wanted.includes(is)) return
  throw new CloudError(
    'BadRequest',
    `The integration runtime '${id.integrationRuntimeName}' is ${is}: ${deed} needs it to be ${wanted.join(' or ')}.`,
  )
}

/**
 * Refuses what a runtime keeps for life: its type, and the network that a managed one lies in.
 *
 * @throws CloudError `DataFactoryPropertyUpdateNotSupported`. Documented.
 */
export const requireSameKind = (existing: Runtime, next: Pick<Runtime, 'properties' | 'type'>): void => {
  if (existing.type !== next.type) throw updateNotSupported('type')
  if (existing.type !== 'Managed') return
  const [before, after] = [existing, next].map(({ properties }) => properties.managedVirtualNetwork ?? null)
  if (!isSameJson(before, after)) throw updateNotSupported('managedVirtualNetwork')
}

const updateNotSupported = (property: string): CloudError =>
  new CloudError('DataFactoryPropertyUpdateNotSupported', `Updating property ${property} is not supported.`)

const duration = /^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/

/**
 * An ISO 8601 duration, freed of the quotes that Azure's command line puts inside the text. Recorded.
 *
 * @throws CloudError `BadRequest` for other text. Assumed.
 */
export const parseUpdateDelayOffset = (given: string): string => {
  const text = given.replace(/^"(.*)"$/, '$1')
  if (!duration.test(text)) {
    throw new CloudError('BadRequest', 'updateDelayOffset must be an ISO 8601 duration of at most days, such as PT3H.')
  }
  return text
}
