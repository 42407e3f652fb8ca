import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Effects } from '../core/effects.ts'

/** What a client may choose as its correlation id: a GUID, or a word of its own that does no harm in a log. */
const acceptable = /^[\w.-]{1,64}$/

/**
 * Stamps a reply, whatever becomes of it, with the ids that a support ticket would quote and the headers that every
 * reply has. The request id equals the correlation id unless the client chose the latter. Recorded.
 */
export const stamp = ({ now }: Pick<Effects, 'now'>, request: FastifyRequest, reply: FastifyReply): void => {
  const given = request.headers['x-ms-correlation-request-id']
  const chosen = typeof given === 'string' && acceptable.test(given) ? given : undefined
  const correlationId = chosen ?? request.id
  reply.headers({
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-content-type-options': 'nosniff',
    'x-ms-request-id': request.id,
    'x-ms-correlation-request-id': correlationId,
    'x-ms-routing-request-id': `LAZULITE:${routingTime(now())}:${correlationId}`,
  })
  // A browser would keep to https for a year on every port of localhost, and break other people's pages.
  if (!request.headers['sec-fetch-site']) {
    reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
  }
}

/** `20230101T010203Z`. */
const routingTime = (instant: Date): string => instant.toISOString().replace(/\.\d+|[-:]/g, '')
