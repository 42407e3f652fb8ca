import type { FastifyInstance, FastifyRequest } from 'fastify'
import { stamp } from '../arm/correlation.ts'
import { refuseUnknownPath } from '../arm/unknown.ts'
import type { Effects } from '../core/effects.ts'

/**
 * `/` leads nowhere, as in Resource Manager, and is refused in the same words. Only a browser that opens it is sent to the
 * API reference, which is what a person most likely looks for.
 */
export const mountRoot = (scope: FastifyInstance, effects: Pick<Effects, 'now'>): void => {
  scope.route({
    method: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'],
    url: '/',
    onRequest: async (request, reply) => {
      if (isOpenedByBrowser(request)) return reply.redirect('/docs')
      stamp(effects, request, reply)
      return refuseUnknownPath(request)
    },
    handler: () => undefined,
  })
}

/** Browsers name HTML where somebody opens an address. Programs name JSON, anything or nothing. */
const isOpenedByBrowser = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && /\btext\/html\b/i.test(headers.accept ?? '')
