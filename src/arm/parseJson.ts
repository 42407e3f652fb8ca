import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { isJsonObject } from '../core/json.ts'

/** Nobody nests this deep by hand, and no reader of the answer has to. The depth that .NET's parsers allow. */
const deepest = 64

/** Each costs time while others wait for the same transaction. */
const mostValues = 20_000

/** @throws CloudError of that code, for a text that is no JSON object, or one that a database would not give back as it came. */
export const parseJson = (text: string, code: CloudErrorCode): object => {
  const refuse = (why: string, cause?: unknown): CloudError =>
    new CloudError(code, `The request content was invalid and could not be deserialized: '${why}'.`, { cause })
  if (text.trim() === '') throw refuse('The body is empty. A JSON object is expected.')
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw refuse('The body is not valid JSON.', cause)
  }
  if (!isJsonObject(value)) throw refuse('The body is not a JSON object.')
  const fault = faultOf(value)
  if (fault) throw refuse(fault)
  return value
}

/** What is wrong with a JSON value, whatever it is for; undefined when nothing is. */
const faultOf = (value: object): string | undefined => {
  let level: readonly unknown[] = [value]
  let count = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return `The body is nested deeper than ${deepest} levels.`
    count += level.length
    if (count > mostValues) return `The body has more than ${mostValues} values.`
    if (level.includes(Number.POSITIVE_INFINITY) || level.includes(Number.NEGATIVE_INFINITY)) {
      return 'The body has a number that is too large to be kept.'
    }
    if (level.some(isUnkept)) return 'The body has text that is no Unicode, or that has a null character in it.'
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return undefined
}

/** Whether a value is text, or has members named by text, that a database would not give back as it came. */
const isUnkept = (value: unknown): boolean => {
  if (typeof value === 'string') return !value.isWellFormed() || value.includes('\0')
  return isJsonObject(value) && Object.keys(value).some(isUnkept)
}
