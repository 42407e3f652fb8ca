import type { FastifyRequest } from 'fastify'
import { CloudError } from '../core/errors.ts'
import type { Origins } from '../core/origins.ts'

/**
 * Refuses what a page of somebody else's could send: a request to a name that is not the server's own (DNS rebinding),
 * and one from a foreign origin. The well-known credentials on loopback are not within reach of any web page.
 *
 * @throws CloudError `MisdirectedRequest` or `ForeignOrigin`.
 */
export const requireOwnOrigin =
  (origins: Origins, corsOrigins: readonly string[]) =>
  async (request: FastifyRequest): Promise<void> => {
    origins.named(request.headers.host)
    const { origin } = request.headers
    if (origin === undefined || origins.all.includes(origin) || corsOrigins.includes(origin)) return
    throw new CloudError(
      'ForeignOrigin',
      `Pages of the origin '${origin.slice(0, 200)}' may not use this server. Allow them with --cors-origin.`,
    )
  }
