import type { FastifyRequest } from 'fastify'
import { isDone, type LongRunningOperation, secondsLeft } from '../core/longRunning.ts'
import { formatSubscriptionId } from '../core/resourceId.ts'
import type { Gate } from './gate.ts'
import { ownUrl } from './ownUrl.ts'

/** Where and when to ask how it goes. Paths in the letter case of the request. Recorded, but for the seconds. */
export const pollHeaders = (
  { origins, effects }: Gate,
  request: FastifyRequest,
  { status, operation }: { readonly status: number; readonly operation: LongRunningOperation },
): Readonly<Record<string, string>> => {
  const now = effects.now()
  const retryAfter = { 'retry-after': String(secondsLeft(operation, now)) }
  if (status !== 202) return isDone(operation, now) ? {} : retryAfter
  const url = ownUrl(origins, request)
  const place = (path: string): string => `${url.origin}${path}${url.search}`
  if (request.method === 'GET') return { location: url.href, ...retryAfter }
  if (operation.runtimeUid === undefined) {
    const results = `${formatSubscriptionId(operation.subscriptionId)}/operationresults/${operation.id}`
    return { location: place(results), ...retryAfter }
  }
  return {
    'azure-asyncoperation': place(`${url.pathname}/operationstatuses/${operation.id}`),
    location: place(`${url.pathname}/operationresults/${operation.id}`),
    ...retryAfter,
  }
}
