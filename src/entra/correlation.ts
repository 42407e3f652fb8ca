import type { FastifyReply, FastifyRequest } from 'fastify'
import { isGuid } from '../core/guid.ts'

/** The id that a caller gave its request, in a header or, as MSAL for JavaScript does, in the query. */
export const clientRequestId = ({ headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): string | undefined => {
  const query = new URLSearchParams(queryOf(url))
  return [headers['client-request-id'], query.get('client-request-id')].find(
    (id): id is string => typeof id === 'string' && isGuid(id),
  )
}

/** What stands behind the question mark. */
export const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '')

/** The headers that Entra sends with every answer, whatever it is. Nothing of it may be kept by anybody on the way. */
export const replyHeaders = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  reply.headers({
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-content-type-options': 'nosniff',
    'x-ms-request-id': request.id,
  })
  const id = clientRequestId(request)
  if (id && request.headers['return-client-request-id'] === 'true') reply.header('client-request-id', id)
}
