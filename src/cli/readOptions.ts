import type { Static, TObject } from 'typebox'
import { readSettings } from '../config/readSettings.ts'
import type { Environment } from '../config/readVariables.ts'
import { variableOf } from '../config/spelling.ts'
import { refuse } from '../faults/refuse.ts'

/**
 * Reads the flags of a command that has its own. The data folder, where that is one of them, may come from its variable,
 * too; the other variables are the server's settings, and matter to no other command.
 *
 * @throws StartError that names all that is wrong with them.
 */
export const readOptions = <Schema extends TObject>(
  schema: Schema,
  flags: readonly string[],
  env: Environment,
): Static<Schema> => {
  const data = variableOf('data')
  const variables = 'data' in schema.properties ? { [data]: env[data] } : {}
  const { values, faults } = readSettings(schema, { flags, env: variables })
  refuse('wrong settings', faults)
  return values
}
