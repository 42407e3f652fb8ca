/** Azure's error code → HTTP status, and which of the two speaks: the gateway (Resource Manager) or the provider. */
const codes = {
  AuthenticationFailed: { status: 401, by: 'gateway' },
  AuthenticationFailedInvalidHeader: { status: 401, by: 'gateway' },
  AuthorizationFailed: { status: 403, by: 'gateway' },
  BadRequestFormat: { status: 400, by: 'gateway' },
  CannotDeleteLastRbacAdminAssignment: { status: 412, by: 'gateway' },
  ExpiredAuthenticationToken: { status: 401, by: 'gateway' },
  InternalServerError: { status: 500, by: 'gateway' },
  InvalidApiVersionParameter: { status: 400, by: 'gateway' },
  InvalidAuthenticationToken: { status: 401, by: 'gateway' },
  InvalidAuthenticationTokenAudience: { status: 401, by: 'gateway' },
  InvalidAuthenticationTokenTenant: { status: 401, by: 'gateway' },
  InvalidPrincipalId: { status: 400, by: 'gateway' },
  InvalidRequestContent: { status: 400, by: 'gateway' },
  InvalidRequestUri: { status: 400, by: 'gateway' },
  InvalidResourceGroup: { status: 400, by: 'gateway' },
  InvalidResourceGroupLocation: { status: 409, by: 'gateway' },
  InvalidResourceLocation: { status: 409, by: 'gateway' },
  InvalidResourceNamespace: { status: 404, by: 'gateway' },
  InvalidResourceType: { status: 404, by: 'gateway' },
  InvalidRoleAssignmentId: { status: 400, by: 'gateway' },
  InvalidRoleDefinitionId: { status: 400, by: 'gateway' },
  InvalidSubscriptionId: { status: 400, by: 'gateway' },
  LinkedAuthorizationFailed: { status: 403, by: 'gateway' },
  LocationNotAvailableForResourceGroup: { status: 400, by: 'gateway' },
  LocationNotAvailableForResourceType: { status: 400, by: 'gateway' },
  LocationRequired: { status: 400, by: 'gateway' },
  MethodNotAllowed: { status: 405, by: 'gateway' },
  MissingApiVersionParameter: { status: 400, by: 'gateway' },
  MissingSubscription: { status: 404, by: 'gateway' },
  MissingSubscriptionRegistration: { status: 409, by: 'gateway' },
  NoRegisteredProviderFound: { status: 400, by: 'gateway' },
  PrincipalNotFound: { status: 400, by: 'gateway' },
  RequestContentTooLarge: { status: 413, by: 'gateway' },
  ResourceGroupNotFound: { status: 404, by: 'gateway' },
  ResourceNotFound: { status: 404, by: 'gateway' },
  RoleAssignmentExists: { status: 409, by: 'gateway' },
  RoleAssignmentLimitExceeded: { status: 400, by: 'gateway' },
  RoleAssignmentNotFound: { status: 404, by: 'gateway' },
  RoleAssignmentUpdateNotPermitted: { status: 400, by: 'gateway' },
  RoleDefinitionDoesNotExist: { status: 404, by: 'gateway' },
  RoleDefinitionHasAssignments: { status: 400, by: 'gateway' },
  RoleDefinitionLimitExceeded: { status: 400, by: 'gateway' },
  RoleDefinitionWithSameNameExists: { status: 409, by: 'gateway' },
  ServiceUnavailable: { status: 503, by: 'gateway' },
  SubscriptionNotFound: { status: 404, by: 'gateway' },
  SubscriptionRequestsThrottled: { status: 429, by: 'gateway' },
  TenantRequestsThrottled: { status: 429, by: 'gateway' },
  UnmatchedPrincipalType: { status: 400, by: 'gateway' },
  UnsupportedMediaType: { status: 415, by: 'gateway' },
  UnsupportedQuery: { status: 400, by: 'gateway' },

  BadRequest: { status: 400, by: 'provider' },
  DataFactoryNameInUse: { status: 409, by: 'provider' },
  DataFactoryPropertyUpdateNotSupported: { status: 400, by: 'provider' },
  ManagedIdentityRequiredToCreateLinkedIntegrationRuntime: { status: 400, by: 'provider' },
  NotFound: { status: 404, by: 'provider' },
  PreconditionFailed: { status: 412, by: 'provider' },
  UnauthorizedIntegrationRuntimeAccess: { status: 401, by: 'provider' },

  // Ours: Azure has other ways to keep such requests away.
  ForeignOrigin: { status: 403, by: 'gateway' },
  MisdirectedRequest: { status: 421, by: 'gateway' },
} as const

export type CloudErrorCode = keyof typeof codes

/** All that a refusal can say, in no order that matters. */
export const errorCodes: readonly string[] = Object.keys(codes)

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
