import type { FastifyReply, FastifyRequest } from 'fastify'
import { asOAuthError } from '../errorReply.ts'
import type { IdentityEndpoint } from './identityEndpoint.ts'
import { IdentityError } from './identityError.ts'

/** Refuses as an endpoint words it; what the token service refuses is passed on with its number. Recorded. */
export const identityErrorReply =
  ({ refusal }: IdentityEndpoint) =>
  (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (thrown instanceof IdentityError) return reply.code(thrown.status).send(refusal(thrown))

    const { code, status, error, message, retryAfterSeconds, allow } = asOAuthError(thrown)
    if (status >= 500) request.log.error({ err: thrown }, 'managed identity failed')
    if (retryAfterSeconds) reply.header('retry-after', retryAfterSeconds)
    if (allow) reply.header('allow', allow.join(', '))
    return reply.code(status).send(refusal({ status, error, message: `AADSTS${code}: ${message}` }))
  }
