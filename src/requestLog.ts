import type { FastifyInstance } from 'fastify'

/** One line per request, when it is answered, under the id that the answer has, too. The path without its query, and no header: neither can hold a secret. */
export const logRequests = (app: FastifyInstance): void => {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: request.url.split('?', 1)[0],
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
}
