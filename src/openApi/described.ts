/** The server that a document is about. */
export interface Described {
  /** Scheme, host and port. */
  readonly origin: string
  /** Whether it gives out tokens itself. */
  readonly ownIssuer: boolean
}
