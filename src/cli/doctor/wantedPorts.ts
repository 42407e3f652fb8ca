import { Type } from 'typebox'
import { readSettings } from '../../config/readSettings.ts'
import type { Environment } from '../../config/readVariables.ts'
import { Settings } from '../../config/settings.ts'
import { variableOf } from '../../config/spelling.ts'

const { port, httpPort } = Settings.properties
const Ports = Type.Object({ port, httpPort })

/** The ports that a start would take which is not told others by a flag. What a start would refuse is not looked at. */
export const wantedPorts = (env: Environment) => {
  const variables = Object.keys(Ports.properties).map(variableOf)
  const own = Object.fromEntries(variables.map((name) => [name, env[name]]))
  const { values, faults } = readSettings(Ports, { flags: [], env: own })
  return faults.length === 0 ? values : readSettings(Ports, { flags: [], env: {} }).values
}
