import type { Reader, Transaction } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import { malformedRequest, OAuthError } from '../oauthError.ts'
import { type Parameters, requireParameter } from '../parameters.ts'
import { keepRefreshToken } from '../tickets/keepRefreshToken.ts'
import type { SignedIn, TicketContents } from '../tickets/ticketContents.ts'
import { requireResource } from '../tokens/resource.ts'
import { userNotInTenant } from '../users/userNotInTenant.ts'
import { askedAudience } from './askedAudience.ts'
import type { Grant, TokenRequest } from './grant.ts'
import { unknownDeviceCode } from './grantErrors.ts'
import { proveClient } from './proveClient.ts'
import { requireRedeemer } from './requireRedeemer.ts'
import { scopesOfSignIn } from './scopesOfSignIn.ts'

/** What the RFC calls it, and what version 1 does. */
export const deviceCodeGrantTypes = ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'] as const

/**
 * A device asks whether somebody has signed in for it elsewhere: RFC 8628, 3.4. Nobody is told to slow down: Entra does
 * not, MSAL for JavaScript would give up, and a question costs one look into the store.
 */
export const deviceCode: Grant = async (request, parts) => {
  const code = requireDeviceCode(request.form)
  const { content, parties, signedIn } = await parts.store.read((tx) =>
    requireRedeemer(tx, parts, {
      request,
      find: () => findAsked(tx, parts, { request, code }),
      signedInOf: requireAnswer,
      elsewhere: userNotInTenant,
    }),
  )
  const client = await proveClient(parts, request, { parties, redirectKind: undefined })
  const audience = askedAudience(request.form, content)
  const resource = requireResource(audience, { origins: parts.origins, tenant: parties.tenant })

  const oidcScopes = scopesOfSignIn(content)
  const kept = { ...signedIn, clientId: content.clientId, audience, oidcScopes }
  const refreshToken = await parts.store.change((tx) => redeem(tx, parts, { request, code, kept }))
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

/** What is kept with the code that the user has typed. */
const findAsked = async (
  tx: Reader,
  { tickets }: EndpointParts,
  { request, code }: Asked,
): Promise<TicketContents['userCode']> => {
  const device = await tickets.find(tx, 'deviceCode', code)
  const question = device && (await tickets.findOf(tx, 'userCode', device.family))
  if (!question) throw unknownDeviceCode(code, request.version)
  return question.content
}

/** @throws OAuthError `AuthorizationPending`, `AuthorizationDeclined`. */
const requireAnswer = ({ answer }: TicketContents['userCode']): SignedIn => {
  if (answer === undefined) throw authorizationPending()
  if (answer === false) throw authorizationDeclined()
  return answer
}

interface Redemption extends Asked {
  readonly kept: Omit<TicketContents['refreshToken'], 'isUsed'>
}

/** It is good once: of two that ask at the same time, one is told that it is gone. */
const redeem = async (
  tx: Transaction,
  parts: EndpointParts,
  { request, code, kept }: Redemption,
): Promise<string | undefined> => {
  const device = await parts.tickets.find(tx, 'deviceCode', code)
  if (!device) throw unknownDeviceCode(code, request.version)
  await parts.tickets.takeBackFamily(tx, device.family)
  if (!kept.oidcScopes.includes('offline_access')) return undefined
  return keepRefreshToken(tx, parts, { family: device.family, content: kept })
}

/** Recorded. */
const authorizationPending = (): OAuthError =>
  new OAuthError('AuthorizationPending', 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.')

/** `error` documented, the rest assumed. */
const authorizationDeclined = (): OAuthError =>
  new OAuthError('AuthorizationDeclined', 'User declined to consent to access the app.')
