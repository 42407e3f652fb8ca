import { Type } from 'typebox'
import { nodeUpdateResults, selfToldStatuses } from '../core/node.ts'
import { autoUpdates } from '../core/runtime.ts'
import {
  authKeyReference,
  heartbeatSeconds,
  largestCount,
  maxConcurrentJobs,
  Now,
  strict,
  time,
  told,
  Version,
} from './schemaParts.ts'

const Metrics = Type.Object(
  {
    availableMemoryInMB: Type.Integer({ minimum: 0, maximum: largestCount }),
    cpuUtilization: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent, since the last heartbeat.' }),
    concurrentJobsRunning: Type.Integer({ minimum: 0, maximum: largestCount }),
    sentBytes: Type.Number({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    receivedBytes: Type.Number({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  },
  strict,
)

const askedTime = Type.String({
  maxLength: 40,
  description: 'When somebody asked for it: tells one request to upgrade from another.',
})

const Update = Type.Object(
  {
    result: Type.Enum(nodeUpdateResults.filter((result) => result !== 'None')),
    startTime: time('When it began.'),
    endTime: time('When it ended.'),
    askedTime: Type.Optional(askedTime),
  },
  {
    ...strict,
    description: 'How its last update ended. The askedTime of `upgrade` says that this is the answer to it.',
  },
)

export const HeartbeatBody = Type.Object(
  {
    time: Now,
    status: Type.Enum([...selfToldStatuses]),
    version: Version,
    metrics: Metrics,
    maxConcurrentJobs: Type.Optional(maxConcurrentJobs),
    credentialsVersion: Type.Optional(
      Type.Integer({ minimum: 0, maximum: largestCount, description: 'That of the last reply that it has heeded.' }),
    ),
    update: Type.Optional(Update),
    ...told,
  },
  strict,
)

export const HeartbeatReply = Type.Object(
  {
    heartbeatSeconds,
    concurrentJobsLimit: Type.Integer({ minimum: 1, description: 'How many jobs it may run at once.' }),
    autoUpdate: Type.Enum([...autoUpdates], { description: 'Whether it may update itself without being asked.' }),
    credentialsVersion: Type.Integer({
      minimum: 1,
      description: 'One more each time that credentials are to be synced.',
    }),
    authKey: Type.Object(
      {
        ...authKeyReference,
        isCurrent: Type.Boolean({ description: 'False once the key was regenerated: rekey with a current one.' }),
        supersededTime: Type.Optional(Type.String({ description: 'ISO 8601; where it is no longer current.' })),
      },
      strict,
    ),
    upgrade: Type.Optional(
      Type.Object(
        { version: Type.String(), askedTime },
        { ...strict, description: 'There until the node has answered it with `update`.' },
      ),
    ),
  },
  strict,
)
