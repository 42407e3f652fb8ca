import type { Effects } from '../core/effects.ts'
import type { Origins } from '../core/origins.ts'
import type { Store } from '../core/store.ts'
import type { Parameters } from './parameters.ts'
import type { SecretChecker } from './secretChecker.ts'
import type { SigningKeys } from './signingKeys.ts'

/** What the token service is built from. */
export interface EntraParts {
  readonly store: Store
  readonly effects: Effects
  readonly origins: Origins
  readonly signingKeys: SigningKeys
  readonly tokenLifetimeSeconds: number
}

/** What an endpoint may use. */
export interface EndpointParts extends EntraParts {
  readonly checkSecret: SecretChecker
}

export interface EntraRequest {
  /** The one of the server's own origins that the request names; every URL and issuer in the answer is of it. */
  readonly origin: string
  /** The first segment of the path, as it was sent: an id, a domain, or a word such as `common`. */
  readonly tenantName: string
  /** Not parsed yet: most endpoints do not look at it. */
  readonly query: string
  /** Empty for a request without a body. */
  readonly form: Parameters
  readonly authorization: string | undefined
}

/** One endpoint, whole: where it is mounted, and what it answers with, as JSON. */
export interface Endpoint {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** @throws OAuthError for whatever the caller can do something about. */
  answer(request: EntraRequest, parts: EndpointParts): Promise<object>
}
