import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyBaseLogger } from 'fastify'
import type { Attempts } from '../core/attempts/attempts.ts'
import type { Effects } from '../core/effects.ts'
import type { Origins } from '../core/origins.ts'
import type { Store } from '../core/store.ts'
import type { VerifyOutside } from '../core/token.ts'
import type { Parameters } from './parameters.ts'
import type { SecretChecker } from './secrets/secretChecker.ts'
import type { Tickets } from './tickets/tickets.ts'
import type { SigningKeys } from './tokens/signingKeys.ts'

/** What the token service is built from. */
export interface EntraParts {
  readonly store: Store
  readonly effects: Effects
  readonly origins: Origins
  readonly signingKeys: SigningKeys
  /** What tickets are hashed with: 32 bytes. */
  readonly ticketKey: Buffer
  readonly tokenLifetimeSeconds: number
  readonly refreshTokenDays: number
  /** Whether a refresh token that was used is good no longer, and takes back its whole sign-in when it is used again. */
  readonly strictRefreshTokens: boolean
  /** Whether programs on this machine get a managed identity. */
  readonly managedIdentity: boolean
  readonly verifyOutside: VerifyOutside
}

/** What an endpoint may use. */
export interface EndpointParts extends Omit<EntraParts, 'ticketKey'> {
  readonly checkSecret: SecretChecker
  readonly attempts: Attempts
  readonly tickets: Tickets
}

export interface EntraRequest {
  /** As the answer's `x-ms-request-id` has it. */
  readonly id: string
  /** Writes that id on each of its lines. */
  readonly log: FastifyBaseLogger
  /** The GUID by which the caller knows it. */
  readonly clientRequestId: string | undefined
  readonly method: string
  /** The one of the server's own origins that the request names; every URL and issuer in the answer is of it. */
  readonly origin: string
  /** The first segment of the path, as it was sent: an id, a domain, or a word such as `common`. */
  readonly tenantName: string
  /** Not parsed yet: most endpoints do not look at it. */
  readonly query: string
  /** Empty for a request without a body. */
  readonly form: Parameters
  readonly headers: IncomingHttpHeaders
  readonly connection: Connection
}

export interface Connection {
  /** IP address of the other end. */
  readonly address: string
  readonly isEncrypted: boolean
  /** As the request line has it: `1.1`. */
  readonly httpVersion: string
}

/** One endpoint, whole: where it is mounted, and what it answers with, as JSON. */
export interface Endpoint {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** @throws OAuthError for whatever the caller can do something about. */
  answer(request: EntraRequest, parts: EndpointParts): Promise<object>
}

/** The same for one that a person's browser asks. */
export interface PageEndpoint extends Omit<Endpoint, 'answer'> {
  /** @throws OAuthError for what the person can only read: it is shown as a page, and leads nowhere. */
  answer(request: EntraRequest, parts: EndpointParts): Promise<PageReply>
}

export interface PageReply {
  /** `Set-Cookie` headers. */
  readonly cookies?: readonly string[]
  /** What the browser shows, or where it goes from here. */
  readonly content: Page | { readonly location: string }
}

export interface Page {
  readonly status?: number
  /** A whole document, escaped where it must be. */
  readonly html: string
  /** Origins, beside the server's own, that its forms lead to, by themselves or by a redirect behind them. */
  readonly formAction?: readonly string[]
  /** Of the one script that may run, as a content security policy has it: `sha256-…`. There is none without it. */
  readonly scriptHash?: string
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined
}
