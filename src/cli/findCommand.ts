import { StartError } from '../core/startError.ts'
import { suggestion } from '../faults/suggestion.ts'
import type { Command } from './command.ts'
import { commandLine } from './commandLine.ts'

interface Found {
  readonly command: Command
  /** What stands behind its name. */
  readonly rest: readonly string[]
}

/**
 * The command that the first words name: `setup azure-cli` is one of two.
 *
 * @throws StartError for words that no command has.
 */
export const findCommand = (commands: readonly Command[], words: readonly string[]): Found => {
  const command = commands.find(({ name }) => beginsWith(words, name.split(' ')))
  if (command) return { command, rest: words.slice(command.name.split(' ').length) }
  const [first = '', second] = words
  // Without its value, which may be a secret.
  if (first.startsWith('-')) {
    throw new StartError(`flags stand behind a command: ${commandLine('start', ...first.split('=', 1))} …`)
  }
  const group = groupOf(commands, first)
  if (group.length > 0) throw notInGroup(group, first, second)
  const names = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? name))]
  throw new StartError(
    `'${first}' is not a command${suggestion(first, names) || `; "${commandLine('help')}" lists them all`}`,
  )
}

/** The commands whose names have several words, the first of them this one. */
export const groupOf = (commands: readonly Command[], first: string): readonly Command[] =>
  commands.filter(({ name }) => name.startsWith(`${first} `))

const beginsWith = (words: readonly string[], name: readonly string[]): boolean =>
  name.every((word, index) => words[index] === word)

const notInGroup = (group: readonly Command[], first: string, second: string | undefined): StartError => {
  const names = group.map(({ name }) => name.slice(first.length + 1))
  const all = group.map(({ name }) => `"${commandLine(...name.split(' '))}"`).join(', ')
  if (second === undefined || second.startsWith('-')) return new StartError(`${first} needs to know what: ${all}`)
  return new StartError(`'${first} ${second}' is not a command${suggestion(second, names) || `; there is ${all}`}`)
}
