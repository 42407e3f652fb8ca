import { CloudError } from './errors.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import type { RuntimeId } from './resourceId.ts'

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
}

/** Whether the runtime borrows another factory's: `typeProperties.linkedInfo` is there and not null. */
const isLinked = ({ properties: { typeProperties } }: Runtime): boolean =>
  isJsonObject(typeProperties) && isJsonObject(typeProperties.linkedInfo)

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

/** Documented. */
export const typeChangeRefused = (): CloudError =>
  new CloudError('DataFactoryPropertyUpdateNotSupported', 'Updating property type is not supported.')

/**
 * The type that a caller names, letter by letter.
 *
 * @throws CloudError `BadRequest` for a type that Data Factory does not have. Assumed: the real words are not known.
 */
export const parseRuntimeType = (given: string): RuntimeType => {
  const type = runtimeTypes.find((known) => known === given)
  if (!type) throw new CloudError('BadRequest', `properties.type must be one of ${runtimeTypes.join(', ')}.`)
  return type
}

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
