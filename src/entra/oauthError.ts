/**
 * Every failure that a caller of the token service may see, most of them under Microsoft's own names for AADSTS codes:
 * code → `error` of OAuth 2.0, and HTTP status. Where no status is recorded, 400 is assumed.
 */
const refusals = {
  ApplicationNotFound: { code: 700016, error: 'unauthorized_client', status: 400 },
  ClientSecretMissing: { code: 7000216, error: 'invalid_client', status: 401 },
  DuplicatedParameter: { code: 9000411, error: 'invalid_request', status: 400 },
  InvalidClientSecret: { code: 7000215, error: 'invalid_client', status: 401 },
  InvalidScope: { code: 70011, error: 'invalid_scope', status: 400 },
  MalformedDiscoveryRequest: { code: 50050, error: 'invalid_request', status: 400 },
  MalformedRequest: { code: 9002313, error: 'invalid_request', status: 400 },
  MalformedTenantName: { code: 900023, error: 'invalid_request', status: 400 },
  MissingParameter: { code: 900144, error: 'invalid_request', status: 400 },
  MissingTenant: { code: 50059, error: 'invalid_request', status: 400 },
  NoSuchInstance: { code: 50049, error: 'invalid_instance', status: 400 },
  ResourceMismatch: { code: 9010010, error: 'invalid_target', status: 400 },
  ResourceNotFound: { code: 500011, error: 'invalid_resource', status: 400 },
  ScopeWithoutDefault: { code: 1002012, error: 'invalid_scope', status: 400 },
  TenantNotFound: { code: 90002, error: 'invalid_request', status: 400 },
  /** The same, as the discovery documents say it. Recorded. */
  TenantNotFoundByDiscovery: { code: 90002, error: 'invalid_tenant', status: 400 },
  TokenIssuanceFailed: { code: 50000, error: 'server_error', status: 500 },
  TransientFailure: { code: 90033, error: 'temporarily_unavailable', status: 503 },
  UnsupportedGrantType: { code: 70003, error: 'unsupported_grant_type', status: 400 },
  WrongMethod: { code: 900561, error: 'invalid_request', status: 405 },
} as const

type Refusal = keyof typeof refusals

interface OAuthErrorOptions {
  /** In place of the refusal's own, where HTTP has a better word for the same: 413, 421. */
  readonly status?: number
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number
  /** Sent as `Allow`: the methods that the path does know. */
  readonly allow?: readonly string[]
  /** For the log only; never sent to the caller. */
  readonly cause?: unknown
}

/** The only error that the token service throws on purpose; its message goes to the caller, after `AADSTS…: `. */
export class OAuthError extends Error {
  /** What Microsoft's documentation looks the error up by: 7000215 in `AADSTS7000215`. */
  readonly code: number
  readonly error: string
  readonly status: number
  readonly retryAfterSeconds: number | undefined
  readonly allow: readonly string[] | undefined

  constructor(refusal: Refusal, message: string, options: OAuthErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = refusals[refusal].code
    this.error = refusals[refusal].error
    this.status = options.status ?? refusals[refusal].status
    this.retryAfterSeconds = options.retryAfterSeconds
    this.allow = options.allow
  }
}

/** A request that no other refusal fits. The first sentence is Entra's, the reason is ours. */
export const malformedRequest = (reason: string, options: OAuthErrorOptions = {}): OAuthError =>
  new OAuthError('MalformedRequest', `Invalid request. ${reason}`, options)

/** What passes by itself: a full disk, a queue of secrets to check. Text from memory of the real service: assumed. */
export const transientFailure = (cause?: unknown): OAuthError =>
  new OAuthError('TransientFailure', 'A transient error has occurred. Please try again.', {
    retryAfterSeconds: 5,
    cause,
  })
