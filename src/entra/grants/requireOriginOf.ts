import type { RedirectKind } from '../../core/appRegistration.ts'
import { shown } from '../../core/shown.ts'
import { OAuthError } from '../oauthError.ts'
import type { TokenRequest } from './grant.ts'

/**
 * What a page (`spa`) was given is for pages alone, and only pages say of which origin they are. What others were given
 * is for no page but this server's own. Both documented.
 *
 * @throws OAuthError `CrossOriginRequired`, `CrossOriginForbidden`.
 */
export const requireOriginOf = (
  kind: RedirectKind | undefined,
  { headers, origin }: Pick<TokenRequest, 'headers' | 'origin'>,
): void => {
  if (kind === 'spa' && headers.origin === undefined) {
    throw new OAuthError(
      'CrossOriginRequired',
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    )
  }
  if (kind === 'spa' || headers.origin === undefined || headers.origin === origin) return
  throw new OAuthError(
    'CrossOriginForbidden',
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. " +
      `Request origin: '${shown(headers.origin)}'.`,
  )
}
