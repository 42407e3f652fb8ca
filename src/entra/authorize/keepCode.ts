import type { EndpointParts } from '../endpoint.ts'
import type { Answerable } from './answerMembers.ts'

/** RFC 6749, 4.1.2: ten minutes at the most. */
const lifetimeMs = 10 * 60 * 1000

/** Makes an authorization code; what will come of it is a family of its own. It is on the disk when this has answered. */
export const keepCode = async (
  { store, tickets, effects }: EndpointParts,
  { asking, demand, session }: Answerable,
): Promise<string> => {
  const { tenantId, objectId, authTime } = session
  const { client, target, version, parameters } = asking
  const { audience, oidcScopes, challenge } = demand
  const content = {
    ...{ tenantId, objectId, authTime },
    ...{ clientId: client.clientId, audience, oidcScopes, version },
    redirectUri: target.uri,
    ...(parameters.nonce && { nonce: parameters.nonce }),
    ...(challenge && { challenge }),
    isRedeemed: false,
  }
  const text = tickets.newText()
  const expiresAt = effects.now().getTime() + lifetimeMs
  const family = effects.newId()
  await store.change((tx) => tickets.keep(tx, 'authorizationCode', { text, family, expiresAt, content }))
  return text
}
