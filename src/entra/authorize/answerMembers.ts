import { createHash } from 'node:crypto'
import type { EndpointParts } from '../endpoint.ts'
import { scopesOfSignIn } from '../grants/scopesOfSignIn.ts'
import { requireTenant } from '../tenants.ts'
import type { Granted } from '../tokens/granted.ts'
import { issueAccessToken, issueIdToken } from '../tokens/issueTokens.ts'
import { requireResource } from '../tokens/resource.ts'
import { grantedScope } from '../tokens/scopes.ts'
import { clientInfo } from '../tokens/tokenReply.ts'
import type { Session } from '../users/session.ts'
import type { Members } from './deliver.ts'
import { keepCode } from './keepCode.ts'
import type { SignedInRequest } from './signedInRequest.ts'

/**
 * What a client gets for a user who has signed in: a code, tokens, or both. A code is on the disk by then.
 *
 * @throws OAuthError `ResourceNotFound`.
 */
export const answerMembers = async (parts: EndpointParts, request: SignedInRequest): Promise<Members> => {
  const { origin, known, requested, session } = request
  const granted = await grantTo(parts, request)
  const code = requested.hasCode ? await keepCode(parts, request) : undefined
  const token = requested.hasToken ? await accessToken(parts, origin, granted) : undefined
  const beside = { ...(code && { code }), ...(token && { accessToken: token.access_token }) }
  return {
    ...(code && { code }),
    ...(requested.hasIdToken && { id_token: await issueIdToken(parts, origin, { granted, beside }) }),
    ...token,
    ...(known.parameters.client_info === '1' && { client_info: clientInfo(session.user) }),
    session_state: sessionState(granted, session),
  }
}

const grantTo = async (
  { store, origins }: EndpointParts,
  { known, requested, session }: SignedInRequest,
): Promise<Granted & Required<Pick<Granted, 'user'>>> => {
  const tenant = await store.read((tx) => requireTenant(tx, session.tenantId))
  return {
    principal: session.user,
    resource: requireResource(requested.audience, { origins, tenant }),
    client: { clientId: known.client.clientId, proof: 'none' },
    user: {
      authTime: session.authTime,
      // Nothing that lasts is given out through a browser's address.
      oidcScopes: scopesOfSignIn({ ...requested, version: known.version }).filter(
        (scope) => scope !== 'offline_access',
      ),
      nonce: known.parameters.nonce,
    },
  }
}

const accessToken = async (
  parts: EndpointParts,
  origin: string,
  granted: Awaited<ReturnType<typeof grantTo>>,
): Promise<Members & { readonly access_token: string }> => {
  const { text, lifetimeSeconds } = await issueAccessToken(parts, origin, granted)
  return {
    access_token: text,
    token_type: 'Bearer',
    expires_in: String(lifetimeSeconds),
    scope: grantedScope(granted.user, granted.resource),
  }
}

/** Another one with each client, so that two of them cannot compare; and with each session, so that one sees a new one. */
const sessionState = ({ client }: Granted, { family }: Session): string =>
  createHash('sha256').update(`${client.clientId} ${family}`).digest('base64url')
