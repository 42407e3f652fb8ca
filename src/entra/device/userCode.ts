import type { RandomBytes } from '../../core/effects.ts'

/** No vowel, so that a code is no word, and of two that look alike at most one. RFC 8628, 6.1. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'
const length = 9

/** As many characters as anybody types for a code, dashes and all. */
export const maxTyped = 32

/** A code that a person types, such as `WDJBMJHTK`. There are 20⁹, far too many to come upon one that is out. */
export const newUserCode = (randomBytes: RandomBytes): string => {
  // Of so large a number, what is left over by a division leans to no letter that anybody could notice.
  const number = BigInt(`0x${randomBytes(16).toString('hex')}`)
  const count = BigInt(letters.length)
  return Array.from({ length }, (_, place) => letters[Number((number / count ** BigInt(place)) % count)]).join('')
}

/** The code that somebody typed, in whatever case, with spaces and dashes or without; undefined for what can be none. */
export const parseUserCode = (typed: string): string | undefined => {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  return code.length === length && [...code].every((letter) => letters.includes(letter)) ? code : undefined
}
