import type { JsonObject } from '../../core/json.ts'
import { clockSkewSeconds, isTime } from '../../core/token.ts'
import { OAuthError } from '../oauthError.ts'

/** Long enough for whatever a platform mounts into a container; one for ever would be a password. */
const longestSeconds = 24 * 60 * 60

/**
 * Refuses an assertion that is not good now, or for longer than a day from now.
 *
 * @throws OAuthError `AssertionOutOfTime`. Recorded, but for the bound on the lifetime.
 */
export const requireTimes = ({ nbf = 0, exp }: JsonObject, now: Date): void => {
  const seconds = now.getTime() / 1000
  const isGood =
    isTime(nbf) &&
    isTime(exp) &&
    nbf <= seconds + clockSkewSeconds &&
    exp > seconds - clockSkewSeconds &&
    exp <= seconds + longestSeconds + clockSkewSeconds
  if (isGood) return
  throw new OAuthError(
    'AssertionOutOfTime',
    `Client assertion is not within its valid time range. Current time: ${now.toISOString()}, assertion valid from ` +
      `${shownTime(nbf)}, expiry time of assertion ${shownTime(exp)}. It may be good for 24 hours at the most.`,
  )
}

const shownTime = (value: unknown): string => (isTime(value) ? new Date(value * 1000).toISOString() : 'not given')
