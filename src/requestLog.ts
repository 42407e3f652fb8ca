import type { FastifyInstance } from 'fastify'
import { plainPath } from './core/plainPath.ts'

/**
 * One line per request, when it is answered, under the id that the answer has, too. Neither query nor header is in it, and
 * of the path what may be one: no secret has a place there.
 */
export const logRequests = (app: FastifyInstance): void => {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: plainPath(request.url.split('?', 1)[0] ?? ''),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
}
