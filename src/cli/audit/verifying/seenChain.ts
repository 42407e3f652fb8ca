import type { ChainPlace } from '../../../core/audit/chainRecord.ts'

/** A chain as it stands in an export; its place is that of the last record that was read of it. */
export interface SeenChain extends ChainPlace {
  /** Number of its first record. */
  readonly first: number
  /** Line of its checkpoint, or of its first record where it has none. */
  readonly firstLine: number
  /** Line of its first record, or where that would stand. */
  readonly firstRecordLine: number
  /** How many entries of other chains stand before it. */
  readonly entriesBefore: number
}

/** How many records of it were read. */
export const recordsOf = ({ first, number }: SeenChain): number => number - first + 1

/** The line behind the last that was read of it. */
export const lineBehind = (chain: SeenChain): number => chain.firstRecordLine + recordsOf(chain)
