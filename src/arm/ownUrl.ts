import type { FastifyRequest } from 'fastify'
import type { Origins } from '../core/origins.ts'

/**
 * The address of a request as the server itself would write it: at its own origin that the request names, without a
 * slash behind the path. A target that is a whole URL names it by its host, whatever scheme or password it has.
 */
export const ownUrl = (origins: Origins, { url, headers }: Pick<FastifyRequest, 'headers' | 'url'>): URL => {
  const { host, pathname, search } = new URL(url, origins.named(headers.host))
  return new URL(`${origins.named(host)}${pathname.replace(/\/+$/, '')}${search}`)
}
