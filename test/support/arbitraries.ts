import fc, { type Arbitrary } from 'fast-check'

/** Names that mean something to JavaScript, to JSON or to this service. */
const loadedWords = ['', '0', '__proto__', 'constructor', 'toString', 'type', 'value', 'null', "'; --", '\u0000', '%2F']

const utf16Unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

/** Text of every kind: plain, of any script, of any code unit (halves of pairs included), and words that mean something. */
export const anyText: Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: utf16Unit, maxLength: 8 }),
  fc.constantFrom(...loadedWords),
)

/** Whether a text may stand in a body. */
export const isKept = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** Text of every kind that is Unicode and has no null character in it: what may stand in a body. */
export const keptText: Arbitrary<string> = anyText.filter(isKept)

/**
 * A name of a member. None ends in a backslash: where V8 13.6 has read such a name, it takes another that goes on with an
 * escape in that place for the same (`{"a\\":0}`, then `{"a\n":0}`), and no program on it can tell.
 */
export const anyName: Arbitrary<string> = keptText.filter((text) => !text.endsWith('\\'))

const numberText = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
  fc.constantFrom('-0', '1E+2', '0.10', '5e-324', '1.7976931348623157e308', '12345678901234567890'),
)

/** A JSON object, as text, of members that are JSON, as text; a name may stand there twice. */
export const objectText = (members: readonly (readonly [string, string])[]): string =>
  `{${members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(',\n')}}`

const { json } = fc.letrec<{ json: string; list: string; object: string; secure: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    keptText.map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', 'false'),
    numberText,
    tie('list'),
    tie('object'),
    tie('secure'),
  ),
  list: fc.array(tie('json'), { maxLength: 5 }).map((items) => `[${items.join(' ,')}]`),
  object: fc.array(fc.tuple(anyName, tie('json')), { maxLength: 5 }).map(objectText),
  secure: fc
    .tuple(fc.constantFrom('SecureString', 'securestring', 'AzureKeyVaultSecret'), tie('json'))
    .map(([type, value]) =>
      objectText([
        ['type', JSON.stringify(type)],
        ['value', value],
      ]),
    ),
}))

/** Any JSON, as the text that a client could send and get back; numbers stay within what a double can hold. */
export const jsonText: Arbitrary<string> = json

/** What a header's value may be made of. */
export const headerText: Arbitrary<string> = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 60 })
  .map((text) => text.replaceAll('\u007f', '').trim())

/** Mostly the right value, and sometimes another. */
export const mostly = <T>(right: T, other: Arbitrary<T>, weight = 6): Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: other })
