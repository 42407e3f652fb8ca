import type { Caller } from '../core/caller.ts'
import type { NodeRules } from '../core/nodeRules.ts'
import type { RepeatabilityRules } from '../core/repeatability.ts'
import type { Store } from '../core/store.ts'
import type { Subscription } from '../core/subscription.ts'
import type { Authentication } from './authentication.ts'
import type { Paging } from './paging.ts'
import type { Throttle } from './throttle.ts'

/** What the front door works with. */
export interface Gate extends Omit<Authentication, 'effects'>, Paging {
  readonly store: Store
  readonly throttle: Throttle
  /** What exports of the audit are signed with: of Ed25519, in PEM. */
  readonly auditKey: string
  readonly nodeRules: NodeRules
  readonly repeatability: RepeatabilityRules
}

/** The names in a URL, by the parameters of the operation's path. */
export type Target = Readonly<Record<string, string>>

/** What the front door has found out of a request that it lets in. */
export interface Admission {
  readonly target: Target
  readonly subscription: Subscription | undefined
  readonly caller: Caller
  /** Headers that tell what is left of the caller's quota. */
  readonly remaining: Readonly<Record<string, string>>
}
