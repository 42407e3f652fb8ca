/**
 * Every failure that a caller of the token service may see, most of them under Microsoft's own names for AADSTS codes:
 * code → `error` of OAuth 2.0, and HTTP status. Where no status is recorded, 400 is assumed.
 */
const refusals = {
  AccountLocked: { code: 50053, error: 'invalid_grant', status: 429 },
  ApplicationNotFound: { code: 700016, error: 'unauthorized_client', status: 400 },
  AssertionForAnother: { code: 700023, error: 'invalid_client', status: 401 },
  AssertionNotSigned: { code: 700027, error: 'invalid_client', status: 401 },
  AssertionNotVerified: { code: 50013, error: 'invalid_client', status: 401 },
  AssertionOfAnother: { code: 700021, error: 'invalid_client', status: 401 },
  AssertionOutOfTime: { code: 700024, error: 'invalid_client', status: 401 },
  AudienceNotTrusted: { code: 700212, error: 'invalid_client', status: 401 },
  AuthorizationDeclined: { code: 65004, error: 'authorization_declined', status: 400 },
  AuthorizationPending: { code: 70016, error: 'authorization_pending', status: 400 },
  BadVerificationCode: { code: 70018, error: 'bad_verification_code', status: 400 },
  ClientCredentialMissing: { code: 7000218, error: 'invalid_client', status: 401 },
  ClientIsPublic: { code: 700025, error: 'invalid_client', status: 401 },
  ClientSecretMissing: { code: 7000216, error: 'invalid_client', status: 401 },
  CodeChallengeSize: { code: 501491, error: 'invalid_request', status: 400 },
  CodeOfAnotherTenant: { code: 700005, error: 'invalid_grant', status: 400 },
  CodeRedeemed: { code: 54005, error: 'invalid_grant', status: 400 },
  CrossOriginForbidden: { code: 9002326, error: 'invalid_request', status: 400 },
  CrossOriginRequired: { code: 9002327, error: 'invalid_request', status: 400 },
  DeviceCodeExpired: { code: 70020, error: 'expired_token', status: 400 },
  /** The same, as version 1 says it. Recorded. */
  DeviceCodeExpiredV1: { code: 70020, error: 'code_expired', status: 400 },
  DuplicatedParameter: { code: 9000411, error: 'invalid_request', status: 400 },
  ExpiredGrant: { code: 70008, error: 'invalid_grant', status: 400 },
  GrantOfAnotherClient: { code: 70000, error: 'invalid_grant', status: 400 },
  IdTokenNotEnabled: { code: 700054, error: 'unsupported_response_type', status: 400 },
  /** RFC 6750, 3.1; the code is assumed. */
  InsufficientScope: { code: 50027, error: 'insufficient_scope', status: 403 },
  InvalidAccessToken: { code: 50027, error: 'invalid_token', status: 401 },
  InvalidAssertion: { code: 50027, error: 'invalid_client', status: 401 },
  InvalidClientSecret: { code: 7000215, error: 'invalid_client', status: 401 },
  InvalidCredentials: { code: 50126, error: 'invalid_grant', status: 400 },
  InvalidScope: { code: 70011, error: 'invalid_scope', status: 400 },
  IssuerNotTrusted: { code: 700211, error: 'invalid_client', status: 401 },
  MalformedDiscoveryRequest: { code: 50050, error: 'invalid_request', status: 400 },
  MalformedGrant: { code: 9002313, error: 'invalid_grant', status: 400 },
  MalformedRequest: { code: 9002313, error: 'invalid_request', status: 400 },
  MalformedTenantName: { code: 900023, error: 'invalid_request', status: 400 },
  MissingParameter: { code: 900144, error: 'invalid_request', status: 400 },
  MissingTenant: { code: 50059, error: 'invalid_request', status: 400 },
  NoRedirectUri: { code: 500113, error: 'invalid_request', status: 400 },
  NoSuchInstance: { code: 50049, error: 'invalid_instance', status: 400 },
  NotSignedIn: { code: 50058, error: 'login_required', status: 400 },
  OutsideIssuerFailed: { code: 50166, error: 'temporarily_unavailable', status: 503 },
  PkceIncomplete: { code: 50148, error: 'invalid_grant', status: 400 },
  PkceMismatch: { code: 501481, error: 'invalid_grant', status: 400 },
  PkceRequired: { code: 9002325, error: 'invalid_request', status: 400 },
  RedirectUriMismatch: { code: 50011, error: 'invalid_request', status: 400 },
  ReplyAddressMismatch: { code: 500112, error: 'invalid_client', status: 400 },
  /** OpenID Connect Core 1.0, 3.1.2.6; the code is assumed. */
  RequestNotSupported: { code: 9002313, error: 'request_not_supported', status: 400 },
  RequestTokenMismatch: { code: 165000, error: 'invalid_request', status: 400 },
  /** As `RequestNotSupported`. */
  RequestUriNotSupported: { code: 9002313, error: 'request_uri_not_supported', status: 400 },
  ResourceMismatch: { code: 9010010, error: 'invalid_target', status: 400 },
  ResourceNotFound: { code: 500011, error: 'invalid_resource', status: 400 },
  RevokedGrant: { code: 50173, error: 'invalid_grant', status: 400 },
  ScopeNotFound: { code: 650053, error: 'invalid_client', status: 400 },
  ScopeWithoutDefault: { code: 1002012, error: 'invalid_scope', status: 400 },
  SubjectNotTrusted: { code: 700213, error: 'invalid_client', status: 401 },
  TenantNotFound: { code: 90002, error: 'invalid_request', status: 400 },
  /** The same, as the discovery documents say it. Recorded. */
  TenantNotFoundByDiscovery: { code: 90002, error: 'invalid_tenant', status: 400 },
  TokenIssuanceFailed: { code: 50000, error: 'server_error', status: 500 },
  TokenNotEnabled: { code: 700051, error: 'unsupported_response_type', status: 400 },
  /** Status assumed: by it clients know to wait. */
  TooManyAttempts: { code: 90055, error: 'temporarily_unavailable', status: 429 },
  TransientFailure: { code: 90033, error: 'temporarily_unavailable', status: 503 },
  UnsupportedGrantType: { code: 70003, error: 'unsupported_grant_type', status: 400 },
  UnsupportedPrompt: { code: 90023, error: 'invalid_request', status: 400 },
  UnsupportedResponseMode: { code: 70007, error: 'invalid_request', status: 400 },
  UnsupportedResponseType: { code: 70005, error: 'unsupported_response_type', status: 400 },
  UserNotFound: { code: 50034, error: 'invalid_grant', status: 400 },
  UserNotInTenant: { code: 50020, error: 'invalid_grant', status: 400 },
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
  /** Sent as `WWW-Authenticate`. */
  readonly challenge?: string
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
  readonly challenge: string | undefined

  constructor(refusal: Refusal, message: string, options: OAuthErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = refusals[refusal].code
    this.error = refusals[refusal].error
    this.status = options.status ?? refusals[refusal].status
    this.retryAfterSeconds = options.retryAfterSeconds
    this.allow = options.allow
    this.challenge = options.challenge
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
