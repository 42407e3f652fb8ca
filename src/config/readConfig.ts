import { refuse } from '../faults/refuse.ts'
import { conflicts } from './conflicts.ts'
import { readSettings, type Sources } from './readSettings.ts'
import { type Config, Settings } from './settings.ts'

/**
 * Reads the settings of a server from flags and `LAZULITE_…` variables.
 *
 * @throws StartError naming everything that is wrong, all at once: what is unknown, misspelt, of the wrong kind or
 * does not go together.
 */
export const readConfig = (sources: Sources): Config => {
  const { values, faults } = readSettings(Settings, sources)
  refuse('wrong settings', [...faults, ...conflicts(values)])
  return Object.freeze({ ...values, corsOrigin: Object.freeze([...values.corsOrigin]) })
}
