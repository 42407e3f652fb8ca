import { quoteForBash } from '../quoting.ts'

/** What a person types to have all settings of a server at once. */
export const settingsCommand = (folder: string): string => `eval "$(lazulite env --data ${quoteForBash(folder)})"`
