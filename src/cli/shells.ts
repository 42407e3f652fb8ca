import type { ClientSettings, Variables } from './clientSettings.ts'
import { quoteForBash, quoteForCmd, quoteForDotenv, quoteForPowerShell, quoteForPrompt } from './quoting.ts'

interface Language {
  readonly assign: (name: string, value: string) => string
  /** How a person quotes what is typed into the shell. */
  readonly quote: (text: string) => string
  /** What begins the line of a comment. */
  readonly comment: string
  readonly lineEnd: string
}

const languages = {
  bash: {
    assign: (name, value) => `export ${name}=${quoteForBash(value)}`,
    quote: quoteForBash,
    comment: '# ',
    lineEnd: '\n',
  },
  powershell: {
    assign: (name, value) => `$env:${name} = ${quoteForPowerShell(value)}`,
    quote: quoteForPowerShell,
    comment: '# ',
    lineEnd: '\n',
  },
  // The at sign keeps secrets off the screen: a batch file shows each line before it runs it.
  cmd: {
    assign: (name, value) => `@set "${name}=${quoteForCmd(value)}"`,
    quote: quoteForPrompt,
    comment: '@rem ',
    lineEnd: '\r\n',
  },
  dotenv: {
    assign: (name, value) => `${name}=${quoteForDotenv(value)}`,
    quote: quoteForBash,
    comment: '# ',
    lineEnd: '\n',
  },
} as const satisfies Readonly<Record<string, Language>>

/** What can read the settings. */
export const shells = ['bash', 'powershell', 'cmd', 'json', 'dotenv'] as const

/**
 * Settings as a reader wants them. What a person must know or decide, scripts say in comments and JSON leaves out.
 *
 * @throws StartError when the reader cannot be given a value as it is.
 */
export const printFor = (shell: (typeof shells)[number], settings: ClientSettings): string =>
  shell === 'json' ? `${JSON.stringify(settings.certain, undefined, 2)}\n` : script(settings, languages[shell])

const script = ({ certain, uncertain, remarks }: ClientSettings, language: Language): string => {
  const unknown = Object.keys(certain).filter((name) => certain[name] === undefined)
  const doubtful = assignments(uncertain, language)
  const comment = commentIn(language)
  const lines = [
    ...remarks(language.quote).map(comment),
    ...assignments(certain, language),
    ...(unknown.length > 0 ? [comment(`Set what this server cannot know: ${unknown.join(', ')}.`)] : []),
    ...(doubtful.length > 0
      ? [comment('Unless a proxy shows clients a certificate of its own:'), ...doubtful.map(comment)]
      : []),
  ]
  return lines.map((line) => line + language.lineEnd).join('')
}

const assignments = (variables: Variables, { assign }: Language): string[] =>
  Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [assign(name, value)]))

/** All lines of a text: a path may have several, and none of them may be run. */
const commentIn =
  ({ comment }: Language) =>
  (text: string): string =>
    text.replace(/^/gm, comment)
