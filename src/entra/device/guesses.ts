import type { Attempt } from '../../core/attempts/counters.ts'
import type { EndpointParts, EntraRequest } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import type { Session } from '../users/session.ts'

/** Whoever tries the codes of others does so under a name of his own, and uses up nobody else's tries. */
const attemptOf = ({ connection }: EntraRequest, { tenantId, objectId }: Session): Attempt => ({
  account: { kind: 'device', tenantId, name: objectId },
  address: connection.address,
})

/** @throws OAuthError `TooManyAttempts`. */
export const refuseGuesser = ({ attempts }: EndpointParts, request: EntraRequest, session: Session): void => {
  const retryAfterSeconds = attempts.secondsToWait(attemptOf(request, session))
  if (retryAfterSeconds === 0) return
  throw new OAuthError('TooManyAttempts', 'There are too many incoming requests. Too many unknown codes were tried.', {
    retryAfterSeconds,
  })
}

/** Counts a code that is not known, and says what the person is told of it: ours. */
export const wrongGuess = ({ attempts }: EndpointParts, request: EntraRequest, session: Session): OAuthError => {
  attempts.failed(attemptOf(request, session))
  return new OAuthError(
    'BadVerificationCode',
    'This code is not known, or no longer good. Enter it as your device shows it, or let the device begin again.',
  )
}
