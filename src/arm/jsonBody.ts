import { Type } from 'typebox'
import type { AnyOperation } from '../operations/operation.ts'
import { requireJsonType } from './mediaType.ts'
import { parseJson } from './parseJson.ts'
import type { Resource } from './resource.ts'
import { schemaChecker } from './schemaChecker.ts'

/** A body as it arrived: text, and what it says it is. */
interface RawBody {
  readonly text: string
  /** The `Content-Type` header. */
  readonly contentType: string | undefined
}

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
    return check(text === '' && Type.IsOptional(schema) ? {} : parseJson(text, wrongJson))
  }
}
