import { flagsHelp } from '../config/flagsHelp.ts'
import { StartError } from '../core/startError.ts'
import type { Command } from './command.ts'
import { commandLine } from './commandLine.ts'
import { findCommand, groupOf } from './findCommand.ts'

/** Tells of all commands, or of one of them. It is one itself, and so cannot have the list before the list is there. */
export const helpOn = (commands: () => readonly Command[]): Command => ({
  name: 'help',
  summary: 'Says what there is, or all about one command.',
  usage: '[COMMAND]',

  run: async (words, { stdout }) => {
    stdout.write(words.length === 0 ? overview(commands()) : helpAbout(commands(), words))
    return 0
  },
})

/**
 * All about the command that the words name, or the list of those that begin with the one word.
 *
 * @throws StartError for words that name none, or more than one.
 */
const helpAbout = (commands: readonly Command[], words: readonly string[]): string => {
  const [first = '', ...more] = words
  const group = groupOf(commands, first)
  if (group.length > 0 && more.length === 0) return `${rowsOf(group)}\n`
  const { command, rest } = findCommand(commands, words)
  if (rest.length > 0) throw new StartError(`help takes one command, not '${rest.join(' ')}' as well`)
  return about(command)
}

const overview = (commands: readonly Command[]): string =>
  `Lazulite: a control plane for Azure Data Factory integration runtimes and their authentication keys.

${rowsOf(commands)}

"${commandLine('help', 'COMMAND')}" says all about one of them.
`

const rowsOf = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return commands.map(({ name, summary }) => `  lazulite ${name.padEnd(width)}   ${summary}`).join('\n')
}

const about = ({ name, usage, summary, flags, notes }: Command): string =>
  [['lazulite', name, usage].filter(isThere).join(' '), summary, flags && flagsHelp(flags), notes]
    .filter(isThere)
    .map((part) => `${part}\n`)
    .join('\n')

const isThere = (part: string | undefined): boolean => part !== undefined
