import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Effects } from '../core/effects.ts'
import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { StoreError } from '../core/store.ts'
import { stamp } from './correlation.ts'
import { unsupportedMediaType } from './mediaType.ts'

/** The one place where an error becomes a reply of Resource Manager or of the provider. */
export const errorReply =
  (effects: Effects) =>
  (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const error = asCloudError(thrown, request)
    if (error.status >= 500) request.log.error({ err: thrown }, 'a request failed')
    if (error.logged) request.log.info({ code: error.code, ...error.logged }, 'a request was refused')
    // What the framework refuses by itself has met no step yet.
    if (!reply.hasHeader('x-ms-request-id')) stamp(effects, request, reply)
    if (error.by === 'gateway') asGateway(reply)
    else reply.header('server', 'Kestrel')
    if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds)
    if (error.challenge) reply.header('www-authenticate', error.challenge)
    if (error.allow) reply.header('allow', error.allow.join(', '))
    return reply
      .code(error.status)
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(error))
  }

/** What the gateway refuses has reached no provider, and tells nothing of quotas. Recorded. */
const asGateway = (reply: FastifyReply): void => {
  reply.header('x-ms-failure-cause', 'gateway')
  for (const name of Object.keys(reply.getHeaders())) if (name.startsWith('x-ms-ratelimit-')) reply.removeHeader(name)
}

/** What a caller is told of whatever was thrown. */
export const asCloudError = (thrown: unknown, request: FastifyRequest): CloudError => {
  if (thrown instanceof CloudError) return thrown
  if (thrown instanceof StoreError) {
    return new CloudError(
      'ServiceUnavailable',
      'The service could not keep or read what was asked for. Please retry.',
      {
        retryAfterSeconds: 1,
        cause: thrown,
      },
    )
  }
  const { code = '', statusCode = 500 } = thrown as { readonly code?: string; readonly statusCode?: number }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unsupportedMediaType(request.headers['content-type'])
  const [cloudCode, message] = frameworkRefusals[code] ?? anyRefusal(statusCode)
  return new CloudError(cloudCode, message, { cause: thrown })
}

/** What the framework refuses by itself, in words of ours or Azure's. */
const frameworkRefusals: Readonly<Record<string, readonly [CloudErrorCode, string]>> = {
  FST_ERR_BAD_URL: ['InvalidRequestUri', 'The request URI is not valid.'],
  FST_ERR_MAX_PARAM_LENGTH: ['InvalidRequestUri', 'The request URI is not valid.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['RequestContentTooLarge', 'The request content size exceeds the maximum size of 4 MB.'],
}

const anyRefusal = (status: number): readonly [CloudErrorCode, string] =>
  status >= 400 && status < 500
    ? ['InvalidRequestContent', 'The request could not be read.']
    : ['InternalServerError', 'The server encountered an internal error. Please retry.']
