import { OAuthError } from '../oauthError.ts'
import type { Version } from '../version.ts'

/**
 * What is said of a code or refresh token that is not known. One that has the form of ours was given out once, and has
 * expired since or was taken back. Both texts recorded.
 */
export const unknownGrant = (text: string): OAuthError =>
  isTicketText(text)
    ? new OAuthError(
        'ExpiredGrant',
        'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive ' +
          'authorization request for this user and resource.',
      )
    : new OAuthError('MalformedGrant', 'Invalid request. Request is malformed or invalid.')

/** The same of the code that a device polls with. The first text is recorded; that the second is so, too, is assumed. */
export const unknownDeviceCode = (text: string, version: Version): OAuthError => {
  const invalid = "The provided value for the input parameter 'device_code' is not valid."
  if (!isTicketText(text)) return new OAuthError('BadVerificationCode', invalid)
  return new OAuthError(
    version === 'v1' ? 'DeviceCodeExpiredV1' : 'DeviceCodeExpired',
    `${invalid} This device code has expired.`,
  )
}

/** Assumed: no text of the real service is known. */
export const grantOfAnotherClient = (): OAuthError =>
  new OAuthError(
    'GrantOfAnotherClient',
    'The provided grant is invalid or malformed. It was issued to another application.',
  )

/** 256 bits in base64url. */
const isTicketText = (text: string): boolean => /^[\w-]{43}$/.test(text)
