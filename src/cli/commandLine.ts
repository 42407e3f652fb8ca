import { quoteForBash } from './quoting.ts'

/** What a person types to run a command of this program, in a checkout as well as where its package is installed. */
export const commandLine = (...words: readonly string[]): string =>
  ['npx lazulite', ...words.map((word) => (isPlain(word) ? word : quoteForBash(word)))].join(' ')

/** Whether every shell reads it as it is. */
const isPlain = (word: string): boolean => /^[\w./-][\w./:@=+-]*$/.test(word)
