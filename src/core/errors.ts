import { type CloudErrorCode, codes } from './errorCodes.ts'

export type { CloudErrorCode } from './errorCodes.ts'

interface CloudErrorOptions {
  /** Id or property that the error is about; sent by the provider, and within `details`. */
  readonly target?: string
  readonly details?: readonly CloudError[]
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number
  /** Sent as `WWW-Authenticate`. */
  readonly challenge?: string
  /** Sent as `Allow`: the methods that the path does know. */
  readonly allow?: readonly string[]
  /** For the log only; never sent to the caller. */
  readonly cause?: unknown
  /** Why the caller was refused, in words that the answer does not have; for the log, too. */
  readonly logged?: Readonly<Record<string, string | undefined>>
}

/**
 * Every refusal of Resource Manager and of the provider behind it: thrown wherever a rule is broken, and rendered in one
 * place, `arm/errorReply.ts`, which also says what becomes of other errors.
 */
export class CloudError extends Error {
  readonly code: CloudErrorCode
  readonly target: string | null
  readonly details: readonly CloudError[] | null
  readonly retryAfterSeconds: number | undefined
  readonly challenge: string | undefined
  readonly allow: readonly string[] | undefined
  readonly logged: CloudErrorOptions['logged']

  constructor(code: CloudErrorCode, message: string, options: CloudErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.target = options.target ?? null
    this.details = options.details ?? null
    this.retryAfterSeconds = options.retryAfterSeconds
    this.challenge = options.challenge
    this.allow = options.allow
    this.logged = options.logged
  }

  get status(): number {
    return codes[this.code].status
  }

  get by(): 'gateway' | 'provider' {
    return codes[this.code].by
  }

  /** The body on the wire: the provider writes all four members, nulls included; the gateway two, or three with details. */
  toJSON(): object {
    const { code, message, target } = this
    const details = this.details?.map((detail) => ({
      code: detail.code,
      target: detail.target,
      message: detail.message,
    }))
    if (this.by === 'provider') return { error: { code, message, target, details: details ?? null } }
    return { error: details ? { code, message, details } : { code, message } }
  }
}
