import { formsOf } from './formsOf.ts'

/** A form that something has in a file, and what it is to be called where it is found. */
export interface Needle {
  readonly form: Buffer
  readonly name: string
}

/** The secrets that are in some bytes, whole or by half, in any form; each once. */
export const findSecretsIn = (bytes: Buffer, secrets: Iterable<string>): string[] =>
  finderOf([...secrets].flatMap((name) => formsOf(name).map((form) => ({ form, name }))))(bytes)

/** So many bytes of a form are hashed: none may be shorter. */
const windowBytes = 8
const base = 0x01000193
/** What the first byte of a window counts when it leaves it. */
const leaving = Array.from({ length: windowBytes }).reduce<number>((power) => Math.imul(power, base), 1)
const filterBits = 22
const filterAt = (hash: number): number => hash >>> (32 - filterBits)

/**
 * Looks for any number of needles in one pass, whose time does not grow with their number (Rabin and Karp).
 *
 * @returns the names of those that are there, each once.
 */
export const finderOf = (needles: Iterable<Needle>): ((bytes: Buffer) => string[]) => {
  const known = hashed(needles)
  return (bytes) => {
    const found = new Set<string>()
    for (let hash = 0, end = 0; end < bytes.length; ) {
      hash = Math.imul(hash, base) + (bytes[end] ?? 0)
      // Before the first byte there is none that would leave.
      hash = (hash - Math.imul(bytes[end - windowBytes] ?? 0, leaving)) | 0
      end += 1
      if (known.filter[filterAt(hash)] === 1)
        for (const name of known.at(hash, bytes, end - windowBytes)) found.add(name)
    }
    return [...found]
  }
}

const hashed = (needles: Iterable<Needle>) => {
  const byHash = new Map<number, Needle[]>()
  const filter = new Uint8Array(2 ** filterBits)
  for (const needle of needles) {
    if (needle.form.length < windowBytes) throw new TypeError(`'${needle.name}' is too short to be looked for.`)
    const hash = hashOf(needle.form)
    filter[filterAt(hash)] = 1
    const others = byHash.get(hash)
    if (others) others.push(needle)
    else byHash.set(hash, [needle])
  }
  /** The names of those that begin at a place. */
  const at = (hash: number, bytes: Buffer, start: number): string[] =>
    (start < 0 ? [] : (byHash.get(hash) ?? []))
      .filter(({ form }) => bytes.subarray(start, start + form.length).equals(form))
      .map(({ name }) => name)
  return { filter, at }
}

const hashOf = (form: Buffer): number => {
  let hash = 0
  for (const byte of form.subarray(0, windowBytes)) hash = (Math.imul(hash, base) + byte) | 0
  return hash
}
