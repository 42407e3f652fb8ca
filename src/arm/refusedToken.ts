import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { shown } from '../core/shown.ts'
import { formatUsDateTime } from '../core/timestamps.ts'
import { claimedIssuer } from '../core/token.ts'
import { type Authority, challengeOf } from './unauthenticated.ts'

const maxIssuerLength = 200

interface Refusal {
  readonly code: CloudErrorCode
  readonly message: string
  /** In the challenge; the message unless it is another. */
  readonly description?: string
  /** For the log: the answer says the same of many tokens. */
  readonly reason: string
}

/**
 * Each way to be refused for a token, with a challenge that says where a good one is to be had. Texts documented. The log
 * gets the reason, and the issuer that the token says it has; nothing else of the token.
 */
export const refusalsOfToken = (authority: Authority, token: string) => {
  const refusal = ({ code, message, description = message, reason }: Refusal): CloudError => {
    const iss = claimedIssuer(token)
    return new CloudError(code, message, {
      challenge: challengeOf(authority, description),
      logged: { reason, iss: iss === undefined ? undefined : shown(iss, maxIssuerLength) },
    })
  }
  return {
    invalid: (reason: string) =>
      refusal({ code: 'InvalidAuthenticationToken', message: 'The access token is invalid.', reason }),
    audience: (audience: unknown, allowed: readonly string[]) =>
      refusal({
        code: 'InvalidAuthenticationTokenAudience',
        message:
          `The access token has been obtained for wrong audience or resource '${shownAudience(audience)}'. It should exactly ` +
          `match with one of the allowed audiences ${allowed.map((one) => `'${one}'`).join(',')}.`,
        description: 'The access token has been obtained for wrong audience or resource.',
        reason: 'audience',
      }),
    expired: (expiry: Date, now: Date) =>
      refusal({
        code: 'ExpiredAuthenticationToken',
        message: `The access token expiry UTC time '${formatUsDateTime(expiry)}' is earlier than current UTC time '${formatUsDateTime(now)}'.`,
        description: 'The access token expiry UTC time is earlier than current UTC time.',
        reason: 'expired',
      }),
    noObjectId: () => refusal(withoutObjectId),
  }
}

const withoutObjectId: Refusal = {
  code: 'InvalidAuthenticationToken',
  message:
    "The received access token is not valid: at least one of the claims 'puid' or 'altsecid' or 'oid' should be present. " +
    'If you are accessing as application please make sure service principal is properly created in the tenant.',
  reason: 'no object id',
}

/** What is no text is shown as JSON, and neither at any length. */
const shownAudience = (audience: unknown): string =>
  (typeof audience === 'string' ? audience : (JSON.stringify(audience) ?? '')).slice(0, 200)
