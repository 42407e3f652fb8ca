import type { TObject } from 'typebox'
import { aboutSettings } from './aboutSettings.ts'

/** The flags of a command, for its help on a terminal. */
export const flagsHelp = (schema: TObject): string =>
  aboutSettings(schema)
    .map(({ flag, meaning, preset }) => `  ${flag}\n      ${meaning}${sayDefault(preset)}`)
    .join('\n')

/** That a switch is off until it is given goes without saying. */
const sayDefault = (preset: string): string => (preset === '' || preset === 'false' ? '' : ` Default: ${preset}.`)
