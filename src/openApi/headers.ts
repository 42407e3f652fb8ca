import { resourceOf } from '../arm/resource.ts'
import type { JsonObject } from '../core/json.ts'
import { quotaKindOf } from '../core/throttle.ts'
import type { AnyOperation } from '../operations/operation.ts'

const text = { type: 'string' }

const objects = {
  requestId: { description: 'Id of the request, as the log has it.', schema: text },
  correlationId: {
    description:
      'What the client has sent under this name, where that is a word of 64 characters at the most; else the request id.',
    schema: text,
  },
  routingId: { description: 'LAZULITE, the time and the correlation id.', schema: text },
  remaining: {
    description: 'How many calls of this kind the caller has left; absent where quotas are off.',
    schema: { type: 'integer', minimum: 0 },
  },
  asyncOperation: {
    description: 'Where to ask how it goes on; absent where the location is the only place.',
    schema: text,
  },
  location: { description: 'Where to ask for the result.', schema: text },
  retryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  repeatabilityResult: {
    description:
      'Told where there is a Repeatability-Request-ID. Accepted: what was done was done once. Rejected: nothing.',
    schema: { type: 'string', enum: ['accepted', 'rejected'] },
  },
  failureCause: { description: 'Told where the gateway refuses, and not the provider.', schema: { const: 'gateway' } },
  challenge: { description: 'With 401: where to get a token.', schema: text },
  allow: { description: 'With 405: the methods that the path does know.', schema: text },
} as const

/** All headers that answers refer to. */
export const headerObjects: Readonly<Record<string, JsonObject>> = objects

const to = (name: keyof typeof objects): JsonObject => ({ $ref: `#/components/headers/${name}` })

const ids = {
  'x-ms-request-id': to('requestId'),
  'x-ms-correlation-request-id': to('correlationId'),
  'x-ms-routing-request-id': to('routingId'),
}

/** The headers of an answer that is no refusal. */
export const answerHeaders = (operation: AnyOperation, status: string): JsonObject => ({
  ...ids,
  [`x-ms-ratelimit-remaining-${resourceOf(operation).level}-${quotaKindOf(operation.action)}`]: to('remaining'),
  ...(status === '202' && {
    'azure-asyncoperation': to('asyncOperation'),
    location: to('location'),
    'retry-after': to('retryAfter'),
  }),
  ...(operation.effect === 'change' && { 'repeatability-result': to('repeatabilityResult') }),
})

export const refusalHeaders: JsonObject = {
  ...ids,
  'x-ms-failure-cause': to('failureCause'),
  'repeatability-result': to('repeatabilityResult'),
  'retry-after': { ...to('retryAfter'), description: 'With 429 and 503: seconds to wait.' },
  'www-authenticate': to('challenge'),
  allow: to('allow'),
}
