import type { EndpointParts } from '../endpoint.ts'
import type { SignedInRequest } from './signedInRequest.ts'

/** RFC 6749, 4.1.2: ten minutes at the most. */
const lifetimeMs = 10 * 60 * 1000

/** How many of one session are out at once. Who has more than this can only want to fill the disk. */
const mostOfASession = 100

/** Makes an authorization code; what will come of it is a family of its own. It is on the disk when this has answered. */
export const keepCode = async (
  { store, tickets, effects }: EndpointParts,
  { known, requested, session }: SignedInRequest,
): Promise<string> => {
  const { tenantId, objectId, authTime, family } = session
  const { client, target, version, parameters } = known
  const { audience, oidcScopes, challenge } = requested
  const content = {
    ...{ tenantId, objectId, authTime },
    ...{ clientId: client.clientId, audience, oidcScopes, version },
    redirectUri: target.uri,
    redirectKind: target.kind,
    ...(parameters.nonce && { nonce: parameters.nonce }),
    ...(challenge && { challenge }),
    offspring: effects.newId(),
    isRedeemed: false,
  }
  const text = tickets.newText()
  const expiresAt = effects.now().getTime() + lifetimeMs
  await store.change(async (tx) => {
    await tickets.keep(tx, 'authorizationCode', { text, family, expiresAt, content })
    await tickets.takeBackOldest(tx, family, { kind: 'authorizationCode', count: mostOfASession })
  })
  return text
}
