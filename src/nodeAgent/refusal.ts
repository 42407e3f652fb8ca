/** What the server says when it does not do what an agent asks. */
export class Refusal extends Error {
  readonly status: number
  /** Undefined where no server of ours has spoken, but a proxy before it. */
  readonly code: string | undefined
  /** When to come again, where the server says so. */
  readonly retryAfterSeconds: number | undefined

  /** @param message in the server's words, in one line. */
  constructor(
    message: string,
    { status, code, retryAfterSeconds }: Pick<Refusal, 'code' | 'retryAfterSeconds' | 'status'>,
  ) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}
