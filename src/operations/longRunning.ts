import { type Static, Type } from 'typebox'
import { CloudError } from '../core/errors.ts'
import type { Factory } from '../core/factory.ts'
import { foldCase } from '../core/letterCase.ts'
import { isDone, type LongRunningOperation } from '../core/longRunning.ts'
import { requireRuntime } from '../core/requireRuntime.ts'
import type { RuntimeId } from '../core/resourceId.ts'
import type { Runtime } from '../core/runtime.ts'
import type { Reader } from '../core/store.ts'
import { toRuntimeReply } from './integrationRuntimes/schemas.ts'
import { runtimePath } from './paths.ts'

/** What was begun, at the path of what it was begun with: `…/start/operationstatuses/{id}`. Recorded. */
export const operationPath = <const Kind extends 'operationresults' | 'operationstatuses'>(kind: Kind) =>
  `${runtimePath}/:deed/${kind}/:operationId` as const

/** Succeeded or not yet: nothing that takes its time can fail here. Nulls are on the wire. Recorded. */
export const OperationStatus = Type.Object(
  {
    status: Type.Enum(['InProgress', 'Succeeded']),
    name: Type.String({ description: 'Id of the operation.' }),
    properties: Type.Union([Type.Object({}), Type.Null()], { description: 'The result, where there is one.' }),
    error: Type.Null(),
  },
  { additionalProperties: false },
)

interface OperationTarget extends RuntimeId {
  readonly deed: string
  readonly operationId: string
}

interface Begun {
  readonly begun: LongRunningOperation
  readonly factory: Factory
  readonly runtime: Runtime
}

/**
 * What was begun on a runtime.
 *
 * @throws CloudError `NotFound` for a runtime that is not there, and for an operation that is not its own, or ended more
 * than a day ago.
 */
export const requireOperation = async (tx: Reader, target: OperationTarget, factory: Factory): Promise<Begun> => {
  const runtime = await requireRuntime(tx, { ...target, ...factory.id })
  const begun = await tx.findBegun(target.operationId)
  if (begun?.runtimeUid === runtime.uid && foldCase(begun.deed) === foldCase(target.deed)) {
    return { begun, factory, runtime }
  }
  throw new CloudError('NotFound', 'There is no such operation, or it ended more than a day ago.')
}

/** What is told of an operation while it goes on, and at its end. */
export const statusOf = (one: Begun, now: Date): Static<typeof OperationStatus> => {
  const done = isDone(one.begun, now)
  const properties = done ? outcomeOf(one, now) : null
  return { status: done ? 'Succeeded' : 'InProgress', name: one.begun.id, properties, error: null }
}

/** What is answered as the result; nothing at the end of a stop. Recorded for start and stop, documented for a refresh. */
export const resultOf = (one: Begun, now: Date): object | undefined =>
  one.begun.deed === 'refreshObjectMetadata' ? statusOf(one, now) : (outcomeOf(one, now) ?? undefined)

/** What it has come to: for interactive query, the runtime as it is when somebody asks. */
const outcomeOf = ({ begun, factory, runtime }: Begun, now: Date): object | null => {
  if (begun.deed === 'start') return startedStatus(factory, runtime)
  return begun.deed === 'stop' || begun.deed === 'refreshObjectMetadata' ? null : toRuntimeReply(runtime, now)
}

const startedStatus = ({ id }: Factory, runtime: Runtime) => ({
  name: runtime.id.integrationRuntimeName,
  properties: {
    dataFactoryName: id.factoryName,
    state: 'Started',
    type: 'Managed',
    dataFactoryLocation: null,
    resourceUri: null,
    typeProperties: { nodes: [], otherErrors: [], createTime: runtime.createTime },
    dataFactoryTags: null,
    managedVirtualNetwork: null,
  },
})
