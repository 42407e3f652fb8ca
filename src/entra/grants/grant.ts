import type { EndpointParts, EntraRequest } from '../endpoint.ts'
import type { Granted } from '../tokens/granted.ts'
import type { Version } from '../version.ts'

export interface TokenRequest extends EntraRequest {
  readonly version: Version
}

/** One `grant_type`: checks what the caller has shown, and says what it gets for it. */
export type Grant = (request: TokenRequest, parts: EndpointParts) => Promise<Granted>
