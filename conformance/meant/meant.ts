/** Why something is meant. */
export interface Reason {
  /** What it is called where it is out of date. */
  readonly name: string
  /** For people: printed once, above all that it explains. */
  readonly reason: string
}

/** An entry of a list of what is meant: a reason, and what it is the reason of. */
export interface Meant<Subject> extends Reason {
  covers(subject: Subject): boolean
}
