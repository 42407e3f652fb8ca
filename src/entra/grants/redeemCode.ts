import type { Transaction } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { keepRefreshToken } from '../tickets/keepRefreshToken.ts'
import type { Consent } from '../tickets/ticketContents.ts'
import type { TokenRequest } from './grant.ts'
import { unknownGrant } from './grantErrors.ts'
import { scopesOfSignIn } from './scopesOfSignIn.ts'

interface Redemption extends Pick<Consent, 'audience'> {
  readonly code: string
}

/**
 * Uses up an authorization code, and answers with the refresh token that comes of it, if any does. When it was used
 * before, all that came of it is taken back: of those who have used it, nobody knows who was meant. RFC 6749, 4.1.2.
 *
 * @throws OAuthError `CodeRedeemed`. Text recorded.
 */
export const redeemCode = async (
  parts: EndpointParts,
  { log }: TokenRequest,
  redemption: Redemption,
): Promise<string | undefined> => {
  const outcome = await parts.store.change((tx) => redeem(tx, parts, redemption))
  // Not thrown within: what was taken back must stay so.
  if (outcome !== 'replayed') return outcome.refreshToken
  log.warn('an authorization code was used twice: all that came of it is taken back')
  throw new OAuthError(
    'CodeRedeemed',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  )
}

const redeem = async (
  tx: Transaction,
  parts: EndpointParts,
  { code, audience }: Redemption,
): Promise<{ readonly refreshToken: string | undefined } | 'replayed'> => {
  const { tickets } = parts
  const found = await tickets.find(tx, 'authorizationCode', code)
  if (!found) throw unknownGrant(code)
  const { content } = found
  if (content.isRedeemed) await tickets.takeBackFamily(tx, content.offspring)
  // Also when it was redeemed before: it is then known again, and refused for what it is.
  await tickets.keep(tx, 'authorizationCode', { ...found, text: code, content: { ...content, isRedeemed: true } })
  if (content.isRedeemed) return 'replayed'

  const { tenantId, objectId, authTime, clientId, redirectKind } = content
  const oidcScopes = scopesOfSignIn(content)
  if (!oidcScopes.includes('offline_access')) return { refreshToken: undefined }
  const kept = { tenantId, objectId, authTime, clientId, audience, oidcScopes, redirectKind }
  return { refreshToken: await keepRefreshToken(tx, parts, { family: content.offspring, content: kept }) }
}
