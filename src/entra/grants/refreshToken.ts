import type { Reader, Transaction } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { requireParameter } from '../parameters.ts'
import { keepRefreshToken } from '../tickets/keepRefreshToken.ts'
import type { TicketContents } from '../tickets/ticketContents.ts'
import type { Found } from '../tickets/tickets.ts'
import { requireResource } from '../tokens/resource.ts'
import { oidcScopesIn } from '../tokens/scopes.ts'
import { userNotInTenant } from '../users/userNotInTenant.ts'
import { askedAudience } from './askedAudience.ts'
import type { Grant, TokenRequest } from './grant.ts'
import { unknownGrant } from './grantErrors.ts'
import { proveClient } from './proveClient.ts'
import { requireRedeemer } from './requireRedeemer.ts'

type Content = TicketContents['refreshToken']

/**
 * An application goes on with a user's sign-in: RFC 6749, 6. Tokens may be asked for any resource, not only for that of
 * the sign-in. A new refresh token comes each time. The old one stays good, as Entra has it: processes of one person
 * share a token, and each redeems it. With `strictRefreshTokens`, who uses one twice ends the whole sign-in.
 */
export const refreshToken: Grant = async (request, parts) => {
  const { form } = request
  const text = requireParameter(form, 'refresh_token')
  const { content, parties } = await parts.store.read((tx) =>
    requireRedeemer(tx, parts, {
      request,
      find: async () => (await findRefreshToken(tx, parts, text)).content,
      signedInOf: (content) => content,
      elsewhere: userNotInTenant,
    }),
  )
  const client = await proveClient(parts, request, { parties, redirectKind: content.redirectKind })
  const audience = askedAudience(form, content)
  const resource = requireResource(audience, { origins: parts.origins, tenant: parties.tenant })

  const renewed = await renew(parts, request, text)
  const asked = form.scope ? oidcScopesIn(form.scope) : content.oidcScopes
  const oidcScopes = content.oidcScopes.filter((scope) => asked.includes(scope))
  return {
    principal: parties.user,
    resource,
    client,
    user: { authTime: content.authTime, oidcScopes, refreshToken: renewed },
  }
}

const findRefreshToken = async (
  tx: Reader,
  { tickets }: EndpointParts,
  text: string,
): Promise<Found<'refreshToken'>> => {
  const found = await tickets.find(tx, 'refreshToken', text)
  if (!found) throw unknownGrant(text)
  return found
}

/** @throws OAuthError `RevokedGrant`. */
const renew = async (parts: EndpointParts, { log }: TokenRequest, text: string): Promise<string> => {
  const outcome = await parts.store.change((tx) => redeem(tx, parts, text))
  const { clientId, tenantId, objectId, isUsed } = outcome.content
  if (isUsed) log.warn({ clientId, tenantId, objectId }, 'a refresh token was used again')
  if (outcome.renewed !== undefined) return outcome.renewed
  // Not thrown within the transaction: what was taken back must stay so.
  throw new OAuthError(
    'RevokedGrant',
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The refresh token had been ' +
      'used before, and so all that came of the same sign-in was taken back.',
  )
}

const redeem = async (
  tx: Transaction,
  parts: EndpointParts,
  text: string,
): Promise<{ readonly content: Content; readonly renewed: string | undefined }> => {
  const { tickets, strictRefreshTokens } = parts
  const found = await findRefreshToken(tx, parts, text)
  const { content, family } = found
  if (content.isUsed && strictRefreshTokens) {
    await tickets.takeBackFamily(tx, family)
    return { content, renewed: undefined }
  }
  if (!content.isUsed) await tickets.keep(tx, 'refreshToken', { ...found, text, content: { ...content, isUsed: true } })
  return { content, renewed: await keepRefreshToken(tx, parts, { family, content }) }
}
