import type { FastifyRequest } from 'fastify'
import { CloudError } from '../core/errors.ts'
import type { Origins } from '../core/origins.ts'

/**
 * Refuses what a page of somebody else's could send: a request to a name that is not the server's own (DNS rebinding),
 * and one from a foreign origin. The well-known credentials on loopback are not within reach of any web page.
 *
 * @throws CloudError `MisdirectedRequest`, `ForeignOrigin`, or `InvalidRequestUri` for a target that no client sends.
 */
export const requireOwnOrigin =
  (origins: Origins, corsOrigins: readonly string[]) =>
  async (request: FastifyRequest): Promise<void> => {
    for (const host of hostsOf(request)) origins.named(host)
    const { origin } = request.headers
    if (origin === undefined || origins.all.includes(origin) || corsOrigins.includes(origin)) return
    throw new CloudError(
      'ForeignOrigin',
      `Pages of ${originText.test(origin) ? `the origin '${origin}'` : 'that origin'} may not use this server. ` +
        'Allow them with --cors-origin.',
    )
  }

/** What origins are made of. Whatever else stands in the place of one is not repeated: it may be a key. */
const originText = /^[\w.:/[\]-]{1,200}$/

/** Every host that a request names: in each of its `Host` headers, and in a target that is a whole URL. RFC 9112, 3.2. */
const hostsOf = ({ raw, originalUrl }: FastifyRequest): readonly (string | undefined)[] => {
  const [host, ...others] = raw.rawHeaders.filter(
    (_, index, all) => index % 2 && all[index - 1]?.toLowerCase() === 'host',
  )
  if (originalUrl.includes('#')) throw invalidUri()
  if (originalUrl.startsWith('/')) return [host, ...others]
  const target = URL.parse(originalUrl)
  if (!target) throw invalidUri()
  return [host, ...others, target.host]
}

const invalidUri = (): CloudError => new CloudError('InvalidRequestUri', 'The request URI is not valid.')
