import { answerMembers } from '../authorize/answerMembers.ts'
import { continueToOf } from '../authorize/authorizationRequest.ts'
import { deliver, type Members } from '../authorize/deliver.ts'
import { type KnownRequest, requireKnownRequest, signInFormOf } from '../authorize/knownRequest.ts'
import { isTooOld } from '../authorize/maxAge.ts'
import { requestedAnswer } from '../authorize/requestedAnswer.ts'
import { responseModeOf } from '../authorize/responseMode.ts'
import type { EndpointParts, EntraRequest, PageEndpoint, PageReply } from '../endpoint.ts'
import { errorDescription, type Occurrence } from '../errorDescription.ts'
import { OAuthError } from '../oauthError.ts'
import { accountPage } from '../pages/accountPage.ts'
import { parseParameters } from '../parameters.ts'
import { askToSignIn } from '../users/askToSignIn.ts'
import { type Session, sessionOf } from '../users/session.ts'
import { paths, type Version } from '../version.ts'

/**
 * Where an application sends its users: sees to it that one signs in, and sends the browser back with what was asked for.
 * Who asks and where the answer may go is settled first; whatever is wrong after that, the application is told.
 *
 * @see OpenID Connect Core 1.0, section 3; OAuth 2.0 Multiple Response Types and Form Post Response Mode
 */
export const authorize = (method: 'GET' | 'POST', version: Version): PageEndpoint => ({
  method,
  path: `/:tenant${paths[version].authorize}`,

  answer: async (request, parts) => {
    const { tenantName, query, form } = request
    const parameters = method === 'POST' ? form : parseParameters(query)
    const known = await parts.store.read((tx) => requireKnownRequest(tx, parts, { tenantName, version, parameters }))
    try {
      return await answerTo(known, request, parts)
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      return sendBack(known, {
        error: error.error,
        error_description: errorDescription(error, occurrenceOf(request, parts)),
      })
    }
  },
})

const answerTo = async (known: KnownRequest, request: EntraRequest, parts: EndpointParts): Promise<PageReply> => {
  const requested = requestedAnswer(known)
  const session = await parts.store.read((tx) => sessionOf(tx, parts, request))
  const isAsked =
    requested.prompt === 'login' ||
    !session ||
    !isWanted(session, known) ||
    isTooOld(session.authTime, parts.effects.now(), requested.maxAgeSeconds)
  if (isAsked && requested.prompt === 'none') throw nobodySignedIn()
  if (isAsked) return askToSignIn(parts, request, signInFormOf(known))
  if (requested.prompt === 'select_account') return { content: chooseAccount(known, session) }
  return sendBack(known, await answerMembers(parts, { origin: request.origin, known, requested, session }))
}

/** Whether it is a user of the tenant, and the one that the application has in mind. */
const isWanted = ({ tenantId, user }: Session, { tenant, parameters: { login_hint: hint } }: KnownRequest): boolean =>
  (!tenant || tenant.id === tenantId) && (!hint || hint.toLowerCase() === user.name.toLowerCase())

const chooseAccount = (known: KnownRequest, { user }: Session) => {
  const continueTo = continueToOf(known)
  return accountPage({
    user,
    applicationName: known.client.displayName,
    continueTo,
    otherwise: `${continueTo}&prompt=login`,
  })
}

const sendBack = ({ client, target, parameters }: KnownRequest, members: Members): PageReply =>
  deliver(
    {
      redirectUri: target.uri,
      responseMode: responseModeOf(parameters),
      applicationName: client.displayName,
    },
    { ...members, ...(parameters.state && { state: parameters.state }) },
  )

const occurrenceOf = ({ id, clientRequestId }: EntraRequest, { effects }: EndpointParts): Occurrence => ({
  traceId: id,
  correlationId: clientRequestId ?? effects.newId(),
  at: effects.now(),
})

const nobodySignedIn = (): OAuthError =>
  new OAuthError('NotSignedIn', 'A silent sign-in request was sent but no user is signed in.')
