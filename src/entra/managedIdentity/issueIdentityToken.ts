import type { EndpointParts, EntraRequest } from '../endpoint.ts'
import type { Parameters } from '../parameters.ts'
import { type AccessToken, issueAccessToken } from '../tokens/issueTokens.ts'
import { requireResource } from '../tokens/resource.ts'
import { findIdentity } from './findIdentity.ts'
import { IdentityError } from './identityError.ts'

export interface IdentityToken extends AccessToken {
  readonly clientId: string
  /** As it was asked for, letter by letter. */
  readonly audience: string
}

/**
 * Signs a token for the identity of this machine, or the one of them that was asked for.
 *
 * @throws IdentityError for a resource or an identity that is missing, OAuthError `ResourceNotFound`.
 */
export const issueIdentityToken = async (
  parts: EndpointParts,
  { origin }: Pick<EntraRequest, 'origin'>,
  asked: Parameters,
): Promise<IdentityToken> => {
  const audience = requireVariable(asked, 'resource')
  const { tenant, identity } = await parts.store.read((tx) => findIdentity(tx, asked))
  const resource = requireResource(audience, { origins: parts.origins, tenant })
  // Azure signs in for an identity with a certificate that nobody else sees.
  const client = { clientId: identity.name, proof: 'assertion' } as const
  const token = await issueAccessToken(parts, origin, { principal: identity, resource, client })
  return { ...token, clientId: identity.name, audience }
}

/** @throws IdentityError unless the version asked for is a date, and none before `first`. */
export const requireVersionSince = (first: string, asked: Parameters): void => {
  const version = requireVariable(asked, 'api-version')
  if (/^\d{4}-\d{2}-\d{2}$/.test(version) && version >= first) return
  throw new IdentityError(`The query variable 'api-version' is not a version that is known here. Use ${first}.`)
}

/** Recorded for `resource`. */
const requireVariable = (asked: Parameters, name: string): string => {
  const value = asked[name]
  if (!value) throw new IdentityError(`Required query variable '${name}' is missing`)
  return value
}
