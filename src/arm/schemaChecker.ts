import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { CloudError, type CloudErrorCode } from '../core/errors.ts'
import { formatPath } from '../faults/fault.ts'
import { schemaFaults } from '../faults/schemaFaults.ts'

/**
 * Makes what checks the parsed bodies of requests against a schema. It neither coerces nor removes nor fills in.
 *
 * @throws CloudError of that code, which says what is wrong with the first thing that is.
 */
export const schemaChecker = <Schema extends TSchema>(
  schema: Schema,
  code: CloudErrorCode,
): ((value: object) => Static<Schema>) => {
  const validator = Compile(schema)
  return (value) => {
    if (validator.Check(value)) return value
    const [fault = { path: [], message: 'does not fit the schema' }] = schemaFaults(schema, value)
    throw new CloudError(code, `The request body is invalid: ${formatPath(fault.path) || 'it'} ${fault.message}.`)
  }
}
