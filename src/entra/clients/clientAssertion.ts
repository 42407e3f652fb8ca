import { claimedIssuer } from '../../core/token.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { requireCertificateAssertion } from './certificateAssertion.ts'
import { requireFederatedAssertion } from './federatedAssertion.ts'
import type { ShownAssertion } from './shownAssertion.ts'

/**
 * Refuses an assertion that does not prove that the client is who it says: one that it has signed itself, with the key of
 * one of its certificates; or one of another issuer, about the subject that it trusts there. `iss` says which.
 *
 * @throws OAuthError with the reason.
 */
export const requireAssertion = async (
  parts: Pick<EndpointParts, 'effects' | 'origins' | 'verifyOutside'>,
  shown: ShownAssertion,
): Promise<void> => {
  const issuer = claimedIssuer(shown.assertion)
  if (issuer === undefined) throw new OAuthError('InvalidAssertion', 'JWT token is invalid or malformed.')
  if (issuer.toLowerCase() === shown.client.clientId) return requireCertificateAssertion(parts, shown)
  return requireFederatedAssertion(parts, { ...shown, issuer })
}
