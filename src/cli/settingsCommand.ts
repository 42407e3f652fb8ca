import { commandLine } from './commandLine.ts'

/**
 * What a person types to have all settings of a server at once.
 *
 * @param folder its data folder.
 */
export const settingsCommand = (folder: string): string => `eval "$(${commandLine('env', '--data', folder)})"`
