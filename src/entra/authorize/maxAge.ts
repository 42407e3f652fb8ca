import { malformedRequest } from '../oauthError.ts'
import type { Parameters } from '../parameters.ts'

/**
 * How long ago the user may have shown the password, in seconds; undefined where the client does not say.
 *
 * @throws OAuthError `MalformedRequest`.
 */
export const readMaxAge = ({ max_age: maxAge }: Parameters): number | undefined => {
  if (!maxAge) return undefined
  if (/^\d{1,10}$/.test(maxAge)) return Number(maxAge)
  throw malformedRequest('The max_age is no number of seconds.')
}

/** Whether a password shown at that time, in seconds since 1970, is too old by `now`. With 0, each one is. */
export const isTooOld = (authTime: number, now: Date, maxAgeSeconds = Number.POSITIVE_INFINITY): boolean =>
  now.getTime() / 1000 - authTime >= maxAgeSeconds
