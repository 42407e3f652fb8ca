/** The way to a value within a document: names of members, and positions in lists. */
export type Path = readonly (number | string)[]

/** One thing that is wrong with a document, and where. */
export interface Fault {
  readonly path: Path
  /** Follows the address of the place in a sentence: "must be …", "lacks …". Never repeats a value: it may be a secret. */
  readonly message: string
}

/** A way as people write it: `tenants[0].users[1].password`. */
export const formatPath = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
