import { withQuery } from '../authorize/deliver.ts'
import { isRegistered } from '../authorize/redirectTarget.ts'
import { findClient } from '../clients/client.ts'
import type { EndpointParts, PageEndpoint } from '../endpoint.ts'
import { signedOutPage } from '../pages/signedOutPage.ts'
import { type Parameters, parseParameters } from '../parameters.ts'
import { findSignInTenant } from '../tenants.ts'
import { endSession } from '../users/session.ts'
import { paths, type Version } from '../version.ts'

/**
 * Signs a user out of this server, though not of the applications. Sends the browser on to where it is asked to, if that
 * is registered for the client that an id token or `client_id` names; else the user is told, and stays.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0
 */
export const logout = (method: 'GET' | 'POST', version: Version): PageEndpoint => ({
  method,
  path: `/:tenant${paths[version].logout}`,

  answer: async (request, parts) => {
    const parameters = method === 'POST' ? request.form : parseParameters(request.query)
    const location = await whereTo(parts, request.tenantName, parameters)
    const cookies = [await endSession(parts, request)]
    return { cookies, content: location === undefined ? signedOutPage : { location } }
  },
})

const whereTo = async (
  parts: EndpointParts,
  tenantName: string,
  { post_logout_redirect_uri: uri, id_token_hint: hint, client_id, state }: Parameters,
): Promise<string | undefined> => {
  const clientId = hint ? await clientOf(parts, hint) : client_id
  const contradicts = client_id && client_id.toLowerCase() !== clientId?.toLowerCase()
  if (!uri || !clientId || contradicts) return undefined
  const client = await parts.store.read(async (tx) =>
    findClient(tx, { clientId, tenant: await findSignInTenant(tx, tenantName), origins: parts.origins }),
  )
  if (!client || !isRegistered(client, uri)) return undefined
  return withQuery(uri, state ? { state } : {})
}

/** Whom an id token was made for. One that has expired says it as well as any. */
const clientOf = async ({ signingKeys }: EndpointParts, hint: string): Promise<string | undefined> => {
  const claims = await signingKeys.verifySignature(hint)
  return typeof claims?.aud === 'string' ? claims.aud : undefined
}
