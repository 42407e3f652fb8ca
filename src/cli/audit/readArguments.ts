import { type Static, type TObject, Type } from 'typebox'
import { readSettings } from '../../config/readSettings.ts'
import { flagOf } from '../../config/spelling.ts'
import { refuse } from '../../faults/refuse.ts'

interface Arguments<Schema extends TObject> {
  /** What is neither a flag nor the value of one. */
  readonly operands: readonly string[]
  readonly options: Static<Schema>
}

/**
 * Reads the arguments of a command that takes operands, which may stand anywhere among its flags, and no variables.
 *
 * @throws StartError that names all that is wrong with the flags.
 */
export const readArguments = <Schema extends TObject>(schema: Schema, args: readonly string[]): Arguments<Schema> => {
  const withValue = new Set(
    Object.entries(schema.properties).flatMap(([name, property]) => (Type.IsBoolean(property) ? [] : [flagOf(name)])),
  )
  const isOperand = (argument: string, index: number): boolean =>
    (argument === '-' || !argument.startsWith('-')) && !withValue.has(args[index - 1] ?? '')
  const flags = args.filter((argument, index) => !isOperand(argument, index))
  const { values, faults } = readSettings(schema, { flags, env: {} })
  refuse('wrong settings', faults)
  return { operands: args.filter(isOperand), options: values }
}
