import { readFileSync } from 'node:fs'
import { StartError } from '../core/startError.ts'
import type { Command } from './command.ts'

/** Prints the version of the package. */
export const version: Command = {
  name: 'version',
  summary: 'Prints the version of this program.',

  run: async (args, { stdout }) => {
    if (args.length > 0) throw new StartError(`version takes nothing, not '${args.join(' ')}'`)
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
    stdout.write(`${JSON.parse(text).version}\n`)
    return 0
  },
}
