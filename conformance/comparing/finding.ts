import type { Reason } from '../meant/meant.ts'
import type { Exchange } from '../recording/exchange.ts'

/** How an answer of ours differs from what it is held against, at one place. */
export interface Finding {
  /** `request`, `status`, `header vary`, `body`, `body.value[0].name`; or `prelude`, `document`. */
  readonly place: string
  readonly kind:
    | 'answer'
    | 'document'
    | 'equality'
    | 'extra'
    | 'missing'
    | 'order'
    | 'request'
    | 'scrubbed'
    | 'type'
    | 'value'
  /** What differs, for people, without any secret in full. */
  readonly words: string
  /** The entry that it is meant by, where whoever found it knows. */
  readonly meant?: Reason
}

/** A finding about one exchange of a recording. */
export interface Difference {
  readonly exchange: Exchange
  readonly finding: Finding
}

/** The name of the header, or of the innermost member, that a place is about. */
export const nameOf = (place: string): string => /([^.\s[\]]*)(?:\[\d+\])*$/.exec(place)?.[1] ?? ''
