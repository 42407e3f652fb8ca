import type { Reader, Transaction } from '../../core/store.ts'
import { requestedClientId } from '../clients/clientAuthentication.ts'
import type { EndpointParts } from '../endpoint.ts'
import { malformedRequest, OAuthError } from '../oauthError.ts'
import { type Parameters, requireParameter } from '../parameters.ts'
import { findSignInTenant } from '../tenants.ts'
import { keepRefreshToken } from '../tickets/keepRefreshToken.ts'
import type { Consent, SignedIn, TicketContents } from '../tickets/ticketContents.ts'
import { requireResource } from '../tokens/resource.ts'
import { type Parties, requireParties } from '../users/parties.ts'
import { userNotInTenant } from '../users/userNotInTenant.ts'
import { askedAudience } from './askedAudience.ts'
import type { Grant, TokenRequest } from './grant.ts'
import { grantOfAnotherClient, unknownDeviceCode } from './grantErrors.ts'
import { proveClient } from './proveClient.ts'
import { scopesOfSignIn } from './scopesOfSignIn.ts'

/** What the RFC calls it, and what version 1 does. */
export const deviceCodeGrantTypes = ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'] as const

/**
 * A device asks whether somebody has signed in for it elsewhere: RFC 8628, 3.4. Nobody is told to slow down: Entra does
 * not, MSAL for JavaScript would give up, and a question costs one look into the store.
 */
export const deviceCode: Grant = async (request, parts) => {
  const code = requireDeviceCode(request.form)
  const { consent, parties, signedIn } = await parts.store.read((tx) => findAnswer(tx, parts, { request, code }))
  const client = await proveClient(parts, request, { parties, redirectUri: undefined })
  const audience = askedAudience(request.form, consent)
  const resource = requireResource(audience, { origins: parts.origins, tenant: parties.tenant })

  const { clientId, oidcScopes } = consent
  const content = { ...signedIn, clientId, audience, oidcScopes }
  const refreshToken = await parts.store.change((tx) => redeem(tx, parts, { request, code, content }))
  const user = { authTime: signedIn.authTime, oidcScopes, refreshToken }
  return { principal: parties.user, resource, client, user }
}

/** Azure's Python library sends it under both names. */
const requireDeviceCode = (form: Parameters): string => {
  const { code, device_code: deviceCode } = form
  if (code && deviceCode && code !== deviceCode) {
    throw malformedRequest('The parameters code and device_code are not the same. Send one of them.')
  }
  return code || requireParameter(form, 'device_code')
}

interface Asked {
  readonly request: TokenRequest
  readonly code: string
}

interface Answer {
  readonly consent: Consent
  readonly signedIn: SignedIn
  readonly parties: Parties
}

const findAnswer = async (tx: Reader, parts: EndpointParts, { request, code }: Asked): Promise<Answer> => {
  const clientId = requestedClientId(request)
  const tenant = await findSignInTenant(tx, request.tenantName)
  const content = await findAsked(tx, parts, code)
  if (!content) throw unknownDeviceCode(code, request.version)
  if (content.clientId !== clientId) throw grantOfAnotherClient()
  if (content.answer === undefined) throw authorizationPending()
  if (content.answer === false) throw authorizationDeclined()

  const signedIn = content.answer
  const parties = await requireParties(tx, { signedIn, clientId, origins: parts.origins })
  if (tenant && tenant.id !== signedIn.tenantId) throw userNotInTenant(parties, tenant)
  return { consent: { ...content, oidcScopes: scopesOfSignIn(content) }, signedIn, parties }
}

/** What is kept with the code that the user has typed. */
const findAsked = async (
  tx: Reader,
  { tickets }: EndpointParts,
  code: string,
): Promise<TicketContents['userCode'] | undefined> => {
  const device = await tickets.find(tx, 'deviceCode', code)
  return device && (await tickets.find(tx, 'userCode', device.content.userCode))?.content
}

interface Redemption extends Asked {
  readonly content: Omit<TicketContents['refreshToken'], 'isUsed'>
}

/** It is good once: of two that ask at the same time, one is told that it is gone. */
const redeem = async (
  tx: Transaction,
  parts: EndpointParts,
  { request, code, content }: Redemption,
): Promise<string | undefined> => {
  const device = await parts.tickets.find(tx, 'deviceCode', code)
  if (!device) throw unknownDeviceCode(code, request.version)
  await parts.tickets.takeBackFamily(tx, device.family)
  if (!content.oidcScopes.includes('offline_access')) return undefined
  return keepRefreshToken(tx, parts, { family: device.family, content })
}

/** Recorded. */
const authorizationPending = (): OAuthError =>
  new OAuthError('AuthorizationPending', 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.')

/** `error` documented, the rest assumed. */
const authorizationDeclined = (): OAuthError =>
  new OAuthError('AuthorizationDeclined', 'User declined to consent to access the app.')
