import { type Static, Type } from 'typebox'
import type { Factory } from '../core/factory.ts'
import { isDone } from '../core/longRunning.ts'
import type { Runtime } from '../core/runtime.ts'
import { type LastOperation, ssisState, ssisStates } from '../core/ssis.ts'

/** Members that tell of failures are left out: a start and a stop cannot fail here. */
const LastOperationReply = Type.Object(
  {
    type: Type.Enum(['Start', 'Stop']),
    startTime: Type.String({ description: 'ISO 8601.' }),
    result: Type.Enum(['InProgress', 'Succeeded']),
    parameters: Type.Array(Type.String()),
    activityId: Type.String(),
  },
  { additionalProperties: false },
)

/** The machines are the service's own: none of them, and no error, is ever told of. Recorded. */
const nothing = Type.Array(Type.Object({}), { maxItems: 0 })

export const SsisStatus = Type.Object(
  {
    dataFactoryName: Type.String(),
    state: Type.Enum(ssisStates),
    type: Type.Literal('Managed'),
    typeProperties: Type.Object(
      {
        nodes: nothing,
        otherErrors: nothing,
        createTime: Type.String(),
        lastOperation: Type.Optional(LastOperationReply),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

/** How the machines of a runtime for SSIS are. Recorded, but for the last operation, which is documented. */
export const ssisStatus = ({ id }: Factory, runtime: Runtime, now: Date): Static<typeof SsisStatus> => {
  const { lastOperation, createTime } = runtime
  return {
    dataFactoryName: id.factoryName,
    state: ssisState(lastOperation, now),
    type: 'Managed',
    typeProperties: {
      nodes: [],
      otherErrors: [],
      createTime,
      ...(lastOperation && { lastOperation: toLastOperationReply(lastOperation, now) }),
    },
  }
}

const toLastOperationReply = (last: LastOperation, now: Date): Static<typeof LastOperationReply> => ({
  type: last.deed === 'start' ? 'Start' : 'Stop',
  startTime: last.startTime,
  result: isDone(last, now) ? 'Succeeded' : 'InProgress',
  parameters: [],
  activityId: last.activityId,
})
