import { type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { isJsonObject } from '../core/json.ts'
import { formatPath } from '../faults/fault.ts'
import { schemaFaults } from '../faults/schemaFaults.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { requireJsonType } from './mediaType.ts'
import type { Resource } from './resource.ts'

/** A body as it arrived: text, and what it says it is. */
interface RawBody {
  readonly text: string
  /** The `Content-Type` header. */
  readonly contentType: string | undefined
}

/** Nobody nests this deep by hand, and no reader of the answer has to. The depth that .NET's parsers allow. */
const deepest = 64

/** Each costs time while others wait for the same transaction. */
const mostValues = 20_000

/**
 * Makes what checks the bodies of one operation. Neither coerces nor removes nor fills in: a list with a right name in
 * it is no name. An operation that takes no body looks at none, but for its type; one whose body is optional finds an
 * empty object where none was sent.
 *
 * A wrong body is refused in the gateway's words where the gateway reads it (PUT and PATCH that are no JSON, and all of
 * Resource Manager's own operations), and in the provider's else. Documented in part, assumed in part.
 *
 * @throws CloudError `UnsupportedMediaType`, `InvalidRequestContent` or `BadRequest`.
 */
export const bodyChecker = (
  { body: schema, method }: AnyOperation,
  { provided }: Resource,
): ((raw: RawBody) => unknown) => {
  const wrongSchema = provided ? 'BadRequest' : 'InvalidRequestContent'
  const wrongJson = provided && method === 'POST' ? 'BadRequest' : 'InvalidRequestContent'
  const check = schema && schemaChecker(schema, wrongSchema)
  return ({ text, contentType }) => {
    if (text !== '') requireJsonType(contentType)
    if (!check) return undefined
    return check(text === '' && Type.IsOptional(schema) ? {} : parse(text, wrongJson))
  }
}

const parse = (text: string, code: CloudErrorCode): object => {
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

const schemaChecker = (schema: TSchema, code: CloudErrorCode): ((value: object) => unknown) => {
  const validator = Compile(schema)
  return (value) => {
    if (validator.Check(value)) return value
    const [fault = { path: [], message: 'does not fit the schema' }] = schemaFaults(schema, value)
    throw new CloudError(code, `The request body is invalid: ${formatPath(fault.path) || 'it'} ${fault.message}.`)
  }
}
