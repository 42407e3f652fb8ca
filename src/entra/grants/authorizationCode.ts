import { shown } from '../../core/shown.ts'
import type { Reader } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { type Parameters, requireParameter } from '../parameters.ts'
import type { TicketContents } from '../tickets/ticketContents.ts'
import { requireResource } from '../tokens/resource.ts'
import { askedAudience } from './askedAudience.ts'
import { checkCodeVerifier } from './checkCodeVerifier.ts'
import type { Grant } from './grant.ts'
import { unknownGrant } from './grantErrors.ts'
import { proveClient } from './proveClient.ts'
import { redeemCode } from './redeemCode.ts'
import { requireRedeemer } from './requireRedeemer.ts'
import { scopesOfSignIn } from './scopesOfSignIn.ts'

type Content = TicketContents['authorizationCode']

/**
 * An application has a code that a user's browser brought it, and gets tokens for it: RFC 6749, 4.1.3, and RFC 7636.
 *
 * A code counts as used only when all else about the request is right. Who has come upon a code, but has neither the
 * verifier nor the client's credential, can then neither use nor spoil it; and who does have them and uses it again
 * shows that two have it.
 */
export const authorizationCode: Grant = async (request, parts) => {
  const code = requireParameter(request.form, 'code')
  const { content, parties } = await parts.store.read((tx) =>
    requireRedeemer(tx, parts, {
      request,
      find: () => findCode(tx, parts, code),
      signedInOf: (content) => content,
      elsewhere: codeOfAnotherTenant,
    }),
  )
  requireSameRedirectUri(request.form, content)
  checkCodeVerifier(content.challenge, request.form.code_verifier)
  const client = await proveClient(parts, request, { parties, redirectKind: content.redirectKind })
  const audience = askedAudience(request.form, content)
  const resource = requireResource(audience, { origins: parts.origins, tenant: parties.tenant })

  const refreshToken = await redeemCode(parts, request, { code, audience })
  const { authTime, nonce } = content
  const user = { authTime, nonce, oidcScopes: scopesOfSignIn(content), refreshToken }
  return { principal: parties.user, resource, client, user }
}

const findCode = async (tx: Reader, { tickets }: EndpointParts, code: string): Promise<Content> => {
  const found = await tickets.find(tx, 'authorizationCode', code)
  if (!found) throw unknownGrant(code)
  return found.content
}

const requireSameRedirectUri = (form: Parameters, { redirectUri }: Content): void => {
  const given = requireParameter(form, 'redirect_uri')
  if (given === redirectUri) return
  throw new OAuthError(
    'ReplyAddressMismatch',
    `The reply address '${shown(given)}' does not match the reply address '${shown(redirectUri)}' provided when ` +
      'requesting Authorization code.',
  )
}

/** Documented. */
const codeOfAnotherTenant = (): OAuthError =>
  new OAuthError(
    'CodeOfAnotherTenant',
    'Provided Authorization Code is intended to use against other tenant, thus rejected.',
  )
