/** The way to a value within a document: names of members, and positions in lists. */
export type Path = readonly (number | string)[]

/** One thing that is wrong with a document, and where. */
export interface Fault {
  readonly path: Path
  /** Follows the address of the place in a sentence: "must be …", "is required". Never repeats a value: it may be a secret. */
  readonly message: string
}

/** A way as people write it: `tenants[0].users[1].password`. A name that is none may be a secret, and is left out. */
export const formatPath = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : /^[\w-]{1,64}$/.test(step) ? `.${step}` : '.…'))
    .join('')
    .replace(/^\./, '')
