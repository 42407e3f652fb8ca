import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import { negotiate } from '@fastify/accept-negotiator'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Beyond it, a body would keep everybody waiting while it is compressed, and goes to another thread. */
const smallCharacters = 64 * 1024

const compress = promisify(gzip)

/**
 * Sends the bodies of a scope as gzip, in chunks, to whoever accepts that; what the gateway refuses is sent as it is. Both
 * recorded.
 */
export const gzipReplies = (scope: FastifyInstance): void => {
  scope.addHook('onSend', async (request, reply, payload) => {
    const isBody = typeof payload === 'string' && payload !== ''
    if (!isBody || reply.getHeader('x-ms-failure-cause') === 'gateway' || !acceptsGzip(request)) return payload
    const vary = [reply.getHeader('vary') ?? [], 'Accept-Encoding'].flat()
    reply.headers({ 'content-encoding': 'gzip', vary: vary.join(', ') })
    // A stream, for its length is not told.
    return Readable.from([payload.length <= smallCharacters ? gzipSync(payload) : await compress(payload)])
  })
}

const acceptsGzip = ({ headers }: FastifyRequest): boolean =>
  negotiate(headers['accept-encoding']?.toLowerCase() ?? '', ['gzip', 'identity']) === 'gzip'
