import type { Exchange } from './exchange.ts'
import type { Finding } from './finding.ts'

/** A value of a recorded exchange, and where it stands. */
export interface Recorded {
  readonly exchange: Exchange
  readonly place: string
  /** Undefined for a place that the recording does not have. */
  readonly value: unknown
}

/** Why differences of some kinds are meant, or those at some places, or those of some kinds at some places. */
export interface Explanation {
  readonly name: string
  readonly reason: string
  readonly kinds?: readonly Finding['kind'][]
  /** Whether it is about what is recorded there. */
  isAbout?(recorded: Recorded): boolean
}

export const explains = ({ kinds, isAbout }: Explanation, finding: Finding, recorded: Recorded): boolean =>
  (kinds?.includes(finding.kind) ?? true) && (isAbout?.(recorded) ?? true)
