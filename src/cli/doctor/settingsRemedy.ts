import { commandLine } from '../commandLine.ts'
import { settingsCommand } from '../settingsCommand.ts'
import { hasFolder } from './hasFolder.ts'
import type { Situation } from './situation.ts'

/** What sets all that points clients to the server looked at. */
export const settingsRemedy = (situation: Situation): string =>
  hasFolder(situation)
    ? settingsCommand(situation.folder)
    : `the settings that "${commandLine('env')}" prints on the server's machine`
