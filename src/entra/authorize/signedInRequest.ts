import type { Session } from '../users/session.ts'
import type { KnownRequest } from './knownRequest.ts'
import type { RequestedAnswer } from './requestedAnswer.ts'

/** An authorization request whose user has signed in: all that its answer is made of. */
export interface SignedInRequest {
  /** The issuer's. */
  readonly origin: string
  readonly known: KnownRequest
  readonly requested: RequestedAnswer
  readonly session: Session
}
