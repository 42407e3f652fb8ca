import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Effects } from '../core/effects.ts'
import { CloudError } from '../core/errors.ts'
import { StoreError } from '../core/store.ts'
import { usesBasic } from './clients/basicAuthentication.ts'
import { clientRequestId } from './correlation.ts'
import { errorDescription, type Occurrence, timestampOf } from './errorDescription.ts'
import { malformedRequest, OAuthError, transientFailure } from './oauthError.ts'
import { errorPage } from './pages/errorPage.ts'
import { missingParameter } from './parameters.ts'
import { sendPage } from './sendPage.ts'

/** The one place where an error of the token service becomes an HTTP reply. */
export const errorReply =
  ({ now, newId }: Pick<Effects, 'newId' | 'now'>) =>
  (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const error = asOAuthError(thrown)
    const traceId = request.id
    if (error.status >= 500) request.log.error({ err: thrown }, 'the token service failed')

    reply.code(error.status)
    if (error.retryAfterSeconds) reply.header('retry-after', error.retryAfterSeconds)
    if (error.allow) reply.header('allow', error.allow.join(', '))
    const challenge =
      error.challenge ?? (error.status === 401 && usesBasic(request.headers.authorization) ? basic : undefined)
    if (challenge) reply.header('www-authenticate', challenge)
    return reply.send(bodyOf(error, { traceId, correlationId: clientRequestId(request) ?? newId(), at: now() }))
  }

const basic = 'Basic realm="Lazulite"'

/** The same for a page that a person reads. */
export const pageErrorReply = (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const error = asOAuthError(thrown)
  if (error.status >= 500) request.log.error({ err: thrown }, 'the token service failed')
  return sendPage(reply, { content: errorPage(error, request.id) })
}

const bodyOf = (error: OAuthError, occurrence: Occurrence): object => ({
  error: error.error,
  error_description: errorDescription(error, occurrence),
  error_codes: [error.code],
  timestamp: timestampOf(occurrence),
  trace_id: occurrence.traceId,
  correlation_id: occurrence.correlationId,
  error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
})

/** What the steps before the token service refuse, what the framework does, and what nobody foresaw. */
export const asOAuthError = (thrown: unknown): OAuthError => {
  if (thrown instanceof OAuthError) return thrown
  if (thrown instanceof StoreError) return transientFailure(thrown)
  const { code, status, message } = describe(thrown)
  // A type that is no type: what comes with it is read no more than what comes with another type.
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return missingParameter('grant_type')
  if (status === 503) return transientFailure(thrown)
  if (status >= 400 && status < 500) return malformedRequest(message, { status, cause: thrown })
  return new OAuthError('TokenIssuanceFailed', 'There was an error issuing a token.', { cause: thrown })
}

const describe = (thrown: unknown): { code: string; status: number; message: string } => {
  if (thrown instanceof CloudError) return thrown
  if (!(thrown instanceof Error)) return { code: '', status: 500, message: '' }
  const { code, statusCode } = thrown as Error & { code?: unknown; statusCode?: unknown }
  return { code: String(code), status: typeof statusCode === 'number' ? statusCode : 500, message: thrown.message }
}
