import fc, { type Arbitrary } from 'fast-check'
import { anyText } from './arbitraries.ts'

/** Texts of some of the units that have just one of the lengths. */
const near = (units: readonly string[], lengths: readonly number[]): Arbitrary<string> =>
  fc
    .constantFrom(...lengths)
    .chain((length) => fc.string({ unit: fc.constantFrom(...units), minLength: length, maxLength: length }))
const letters = [...'abcXYZ019']
const odd = [
  '%2F',
  '%00',
  '%',
  '..',
  '.',
  '../..',
  'a/b',
  'a\u0000b',
  'a\nb',
  'abc\n',
  'a b',
  'ab?c',
  'ab#c',
  'äöü',
  'ABC\u212a',
]

/** Names of factories and runtimes, and what is almost one. */
export const dataFactoryName = fc.oneof(
  near(letters, [2, 3, 62, 63, 64, 1024, 1025]),
  near([...letters, ...letters, '-'], [2, 3, 5, 63, 64]),
  near([...letters, '-', '_', '.'], [3, 4]),
  fc.constantFrom(...odd, '-ab', 'ab-', 'a--b', 'a-b'),
  anyText,
)

/** Names of resource groups, and what is almost one. */
export const groupName = fc.oneof(
  near([...letters, '-', '_', '.', '(', ')'], [1, 2, 89, 90, 91]),
  near([...'äßжñ中ガ٣İıſ\u212aΣςΩ'], [1, 3, 90]),
  fc.constantFrom(...odd, 'a.', '(', '_', '-', '…', 'e\u0301', '😀'),
  anyText,
)

/** Azure's rule. */
export const isDataFactoryName = (name: string): boolean =>
  name.length >= 3 && name.length <= 63 && /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(name) && /^[\x20-\x7e]+$/.test(name)

/** Azure's rule, but for the one letter (İ) that lower case makes two of: paths are compared in lower case. */
export const isGroupName = (name: string): boolean =>
  name.length <= 90 &&
  /^[-\p{L}\p{N}_.()]+$/u.test(name) &&
  !name.endsWith('.') &&
  name.toLowerCase().length === name.length
