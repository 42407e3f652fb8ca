import type { Principal } from '../../core/principal.ts'
import type { EndpointParts, EntraRequest } from '../endpoint.ts'
import type { Version } from '../version.ts'

interface TokenRequest extends EntraRequest {
  readonly version: Version
}

/** Who gets a token, and for what. */
interface Granted {
  readonly principal: Principal
  readonly audience: string
}

/** One `grant_type`: checks what the caller has shown, and says what it gets for it. */
export type Grant = (request: TokenRequest, parts: EndpointParts) => Promise<Granted>
