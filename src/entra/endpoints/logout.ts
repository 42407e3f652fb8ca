import type { Reader } from '../../core/store.ts'
import { withQuery } from '../authorize/deliver.ts'
import { isRegistered } from '../authorize/redirectTarget.ts'
import { type Client, clientOf } from '../clients/client.ts'
import { findClient } from '../clients/findClient.ts'
import type { EndpointParts, EntraRequest, PageEndpoint } from '../endpoint.ts'
import { signedOutPage } from '../pages/signedOutPage.ts'
import { type Parameters, parseParameters } from '../parameters.ts'
import { findSignInTenant } from '../tenants.ts'
import { endSession, sessionOf } from '../users/session.ts'
import { paths, type Version } from '../version.ts'

/**
 * Signs a user out of this server, though not of the applications. Sends the browser on to where it is asked to, if that
 * is registered for the client that an id token or `client_id` names, or, where neither is sent, for any of the tenant of
 * who is signed in; else the user is told, and stays.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0
 */
export const logout = (method: 'GET' | 'POST', version: Version): PageEndpoint => ({
  method,
  path: `/:tenant${paths[version].logout}`,

  answer: async (request, parts) => {
    const parameters = method === 'POST' ? request.form : parseParameters(request.query)
    const location = await whereTo(parts, request, parameters)
    const cookies = [await endSession(parts, request)]
    return { cookies, content: location === undefined ? signedOutPage : { location } }
  },
})

const whereTo = async (
  parts: EndpointParts,
  request: EntraRequest,
  { post_logout_redirect_uri: uri, id_token_hint: hint, client_id, state }: Parameters,
): Promise<string | undefined> => {
  const clientId = hint ? await clientIdIn(parts, hint) : client_id
  const contradicts = client_id && client_id.toLowerCase() !== clientId?.toLowerCase()
  if (!uri || contradicts || (hint && !clientId)) return undefined
  const clients = await parts.store.read(async (tx) => {
    if (!clientId) return clientsOfUser(tx, parts, request)
    const tenant = await findSignInTenant(tx, request.tenantName)
    return [await findClient(tx, { clientId, tenant, origins: parts.origins })]
  })
  if (!clients.some((client) => client && isRegistered(client, uri))) return undefined
  return withQuery(uri, state ? { state } : {})
}

/** MSAL names no client: one that the user may have signed in with has registered where it goes on. Documented. */
const clientsOfUser = async (tx: Reader, parts: EndpointParts, request: EntraRequest): Promise<readonly Client[]> => {
  const session = await sessionOf(tx, parts, request)
  return session ? (await tx.listPrincipals(session.tenantId, 'application')).map(clientOf) : []
}

/** Whom an id token was made for. One that has expired says it as well as any. */
const clientIdIn = async ({ signingKeys }: EndpointParts, hint: string): Promise<string | undefined> => {
  const claims = await signingKeys.verifySignature(hint)
  return typeof claims?.aud === 'string' ? claims.aud : undefined
}
