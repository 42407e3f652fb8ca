import { StartError } from '../core/startError.ts'

/** Writes a text so that bash, sh and zsh read exactly that text. */
export const quoteForBash = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The same for PowerShell, which takes typographic quotes for quotes, too. */
export const quoteForPowerShell = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`

/**
 * The same between the quotes of `set "NAME=…"` in a batch file, where `%` is doubled; typed at a prompt it would not be.
 *
 * @throws StartError for a text that no batch file can hold.
 */
export const quoteForCmd = (text: string): string => {
  // A quote would end the quoting, and what stands behind it be run.
  if (/["\r\n]/.test(text)) throw cannotHold('a batch file', text)
  return text.replaceAll('%', '%%')
}

/** The same at the prompt of cmd, for a path: none has a quote there. */
export const quoteForPrompt = (text: string): string => `"${text}"`

/**
 * The same for a file of variables. Readers of such files disagree about quotes within quotes, about `\` and about `$`,
 * so only what all of them take alike is written: Node's `--env-file`, the dotenv packages, and a shell's `. FILE`.
 *
 * @throws StartError for a text that they would not all read alike.
 */
export const quoteForDotenv = (text: string): string => {
  if (/^[\w./:@?=+,-]*$/.test(text)) return text
  if (/[\r\n]/.test(text)) throw cannotHold('a file of variables', text)
  if (!text.includes("'")) return `'${text}'`
  if (/["$`\\]/.test(text)) throw cannotHold('a file of variables', text)
  return `"${text}"`
}

const cannotHold = (what: string, text: string): StartError =>
  new StartError(`${what} cannot hold ${JSON.stringify(text)}: choose another --shell, or another --data folder`)
