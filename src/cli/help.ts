import { flagsHelp } from '../config/flagsHelp.ts'
import { StartError } from '../core/startError.ts'
import type { Command } from './command.ts'
import { findCommand } from './findCommand.ts'

/** Tells of all commands, or of one of them. It is one itself, and so cannot have the list before the list is there. */
export const helpOn = (commands: () => readonly Command[]): Command => ({
  name: 'help',
  summary: 'Says what there is, or all about one command.',
  usage: '[COMMAND]',

  run: async ([name, ...more], { stdout }) => {
    if (more.length > 0) throw new StartError(`help takes one command, not '${more.join(' ')}' as well`)
    stdout.write(name === undefined ? overview(commands()) : about(findCommand(commands(), name)))
    return 0
  },
})

const overview = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const rows = commands.map(({ name, summary }) => `  lazulite ${name.padEnd(width)}   ${summary}`)
  return `Lazulite: a control plane for Azure Data Factory integration runtimes and their authentication keys.

${rows.join('\n')}

"lazulite help COMMAND" says all about one of them.
`
}

const about = ({ name, usage, summary, flags, notes }: Command): string =>
  [['lazulite', name, usage].filter(isThere).join(' '), summary, flags && flagsHelp(flags), notes]
    .filter(isThere)
    .map((part) => `${part}\n`)
    .join('\n')

const isThere = (part: string | undefined): boolean => part !== undefined
