import type { TObject } from 'typebox'
import { suggestion } from '../faults/suggestion.ts'
import type { Found } from './given.ts'
import { isOurVariable, variableOf } from './spelling.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Finds settings among the `LAZULITE_…` variables. One that means no setting is a fault. */
export const readVariables = (schema: TObject, env: Environment): Found => {
  const settings = Object.keys(schema.properties)
  const known = settings.map(variableOf)
  const faults = Object.keys(env)
    .filter((name) => isOurVariable(name) && !known.includes(name))
    .map((name) => `${name} is not a variable of this program${suggestion(name, known)}`)
  const given = settings.flatMap((setting) => {
    const text = env[variableOf(setting)]
    return text === undefined ? [] : [{ setting, as: variableOf(setting), texts: [text] }]
  })
  return { given, faults }
}
