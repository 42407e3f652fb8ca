import type { EndpointParts, EntraRequest } from '../endpoint.ts'

/** One of the places where Azure tells a program the token of the machine that it runs on. */
export interface IdentityEndpoint {
  readonly path: string
  /** @throws IdentityError, or OAuthError for what the token service itself refuses. */
  answer(request: EntraRequest, parts: EndpointParts): Promise<object>
  /** How it words a refusal. */
  refusal(failure: IdentityFailure): object
}

export interface IdentityFailure {
  readonly status: number
  /** As OAuth 2.0 names it. */
  readonly error: string
  readonly message: string
}
