import type { Unscrub } from '../recording/scrubbing.ts'
import type { Equality } from './equality.ts'

/** What an answer is held against, beside the recorded one. */
export interface Comparison {
  readonly equality: Equality
  readonly unscrub: Unscrub
  /** Writes a recorded text with our host in place of the recorded one. */
  readonly rehost: (text: string) => string
  /** Names the exchange in the words of others: `#12`. */
  readonly label: string
}
