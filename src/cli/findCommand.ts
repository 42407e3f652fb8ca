import { StartError } from '../core/startError.ts'
import { suggestion } from '../faults/suggestion.ts'
import type { Command } from './command.ts'

/** @throws StartError for a name that no command has. */
export const findCommand = (commands: readonly Command[], name: string): Command => {
  const command = commands.find((one) => one.name === name)
  if (command) return command
  // Without its value, which may be a secret.
  if (name.startsWith('-')) {
    throw new StartError(`flags stand behind a command: lazulite start ${name.split('=', 1)} …`)
  }
  const names = commands.map((one) => one.name)
  throw new StartError(`'${name}' is not a command${suggestion(name, names) || '; "lazulite help" lists them all'}`)
}
