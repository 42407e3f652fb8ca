import type { JsonObject } from './json.ts'

export type TicketKind = 'authorizationCode' | 'deviceCode' | 'refreshToken' | 'session' | 'userCode'

/** Something random that the token service gave out and knows again. The text itself is not kept. */
export interface Ticket {
  readonly kind: TicketKind
  /** A keyed hash of the text, unique among those of its kind. */
  readonly hash: string
  /** The same for all that belong together, such as what comes of one sign-in, so that they can be found and taken back. */
  readonly family: string
  /** Milliseconds since 1970; it counts for nothing from then on. */
  readonly expiresAt: number
  readonly content: JsonObject
}
