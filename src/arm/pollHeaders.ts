import type { FastifyRequest } from 'fastify'
import { type LongRunningOperation, secondsLeft } from '../core/longRunning.ts'
import { formatSubscriptionId } from '../core/resourceId.ts'
import type { Gate } from './gate.ts'
import { ownUrl } from './ownUrl.ts'

/** Where and when to ask how it goes. Paths in the letter case of the request. Recorded, but for the seconds. */
export const pollHeaders = (
  { origins, effects }: Gate,
  request: FastifyRequest,
  { status, begun }: { readonly status: number; readonly begun: LongRunningOperation },
): Readonly<Record<string, string>> => {
  const retryAfter = { 'retry-after': String(secondsLeft(begun, effects.now())) }
  if (status !== 202) return retryAfter
  const url = ownUrl(origins, request)
  const place = (path: string): string => `${url.origin}${path}${url.search}`
  if (request.method === 'GET') return { location: url.href, ...retryAfter }
  if (begun.runtimeUid === undefined) {
    const results = `${formatSubscriptionId(begun.subscriptionId)}/operationresults/${begun.id}`
    return { location: place(results), ...retryAfter }
  }
  return {
    'azure-asyncoperation': place(`${url.pathname}/operationstatuses/${begun.id}`),
    location: place(`${url.pathname}/operationresults/${begun.id}`),
    ...retryAfter,
  }
}
