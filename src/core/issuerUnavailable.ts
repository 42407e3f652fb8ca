/** The keys of an issuer of somebody else's cannot be had at the moment, and so nothing of it can be checked. */
export class IssuerUnavailable extends Error {
  /** When to ask again. */
  readonly retryAfterSeconds: number

  constructor(issuer: string, { cause, retryAfterSeconds }: { cause: unknown; retryAfterSeconds: number }) {
    super(`The keys of the issuer '${issuer}' cannot be read.`, { cause })
    this.retryAfterSeconds = retryAfterSeconds
  }
}
