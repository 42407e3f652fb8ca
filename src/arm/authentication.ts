import type { Effects } from '../core/effects.ts'
import type { JsonObject } from '../core/json.ts'
import type { Origins } from '../core/origins.ts'
import type { TrustedIssuer, VerifyOutside, VerifySignature } from '../core/token.ts'

/** What it takes to tell who sends a request. */
export interface Authentication {
  readonly origins: Origins
  readonly effects: Pick<Effects, 'now'>
  readonly verifySignature: VerifySignature
  /** Those whose tokens are taken beside the server's own. */
  readonly issuers: readonly TrustedIssuer[]
  readonly verifyOutside: VerifyOutside
}

/** What tokens of one issuer say, and what must be in them. A claim that is undefined is one that is not as it must be. */
export interface TokenRules {
  /** The claims of a token that is rightly signed. */
  readonly verify: VerifySignature
  /** Whether an `iss` is one that such tokens have; only the log tells it of what is not rightly signed. */
  isIssuer(iss: string): boolean
  /** The audiences that are taken, as a refusal names them. */
  readonly audiences: readonly string[]
  isForUs(claims: JsonObject): boolean
  notBefore(claims: JsonObject): unknown
  tenantId(claims: JsonObject): string | undefined
  objectId(claims: JsonObject): string | undefined
  /** How messages name the caller. */
  name(claims: JsonObject): string | undefined
}
