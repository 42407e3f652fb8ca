import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/** Lets web pages of these origins, and of no other, use what is in a scope, and read the headers that a client needs. */
export const admitPages = async (scope: FastifyInstance, origins: readonly string[]): Promise<void> => {
  await scope.register(cors, {
    // Nothing is said of origins to who is no page.
    origin: (origin, done) => done(null, origin !== undefined && origins.includes(origin) ? origin : false),
    methods: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'],
    exposedHeaders: [
      'azure-asyncoperation',
      'location',
      'repeatability-result',
      'retry-after',
      'www-authenticate',
      'x-ms-correlation-request-id',
      'x-ms-request-id',
    ],
    strictPreflight: false,
  })
  scope.addHook('onRequest', async (request, reply) => {
    // The plugin would say so to everybody. Who is no page gets no word of origins, and so has nothing to vary.
    if (request.headers.origin === undefined) reply.removeHeader('vary')
  })
}
