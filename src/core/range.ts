/** A part of a list that is sorted by a key: what comes behind `after`, and so much at the most. */
export interface Range {
  /** A key; what begins the list comes behind the empty one. */
  readonly after: string
  readonly limit: number
}

/** All of a list. */
export const whole: Range = { after: '', limit: Number.MAX_SAFE_INTEGER }
