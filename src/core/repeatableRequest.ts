import type { AuthKeyMark } from './authKey.ts'
import type { LongRunningOperation } from './longRunning.ts'

/** A request that was done once, with its answer, so that it is not done again when its sender has not heard. */
export interface RepeatableRequest {
  readonly tenantId: string
  /** Whose ids these are: two callers may choose the same. */
  readonly objectId: string
  readonly id: string
  /** A hash of what was asked for. */
  readonly request: string
  /** Milliseconds since 1970; it is forgotten from then on. */
  readonly expiresAt: number
  readonly answer: RepeatableAnswer
}

export interface RepeatableAnswer {
  readonly status: number
  readonly body: unknown
  readonly begun?: LongRunningOperation
  /** Those that the body shows. */
  readonly shown: readonly AuthKeyMark[]
}
