import type { ClientSettings, Variables } from './clientSettings.ts'

/** Writes a text so that bash, sh and zsh read exactly that text. */
export const quoteForBash = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** PowerShell takes typographic quotes for quotes, too. */
const quoteForPowerShell = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`

type Assign = (name: string, value: string) => string
type Print = (settings: ClientSettings) => string

const script =
  (assign: Assign): Print =>
  ({ certain, uncertain }) => {
    const unknown = Object.keys(certain).filter((name) => certain[name] === undefined)
    const doubtful = assignments(uncertain, assign)
    const lines = [
      comment(
        'az keeps its settings in AZURE_CONFIG_DIR, and looks for extensions there unless AZURE_EXTENSION_DIR is set.',
      ),
      comment('REQUESTS_CA_BUNDLE and SSL_CERT_FILE make clients trust this server, and no other authority.'),
      ...assignments(certain, assign),
      ...(unknown.length > 0 ? [comment(`Set what this server cannot know: ${unknown.join(', ')}.`)] : []),
      ...(doubtful.length > 0
        ? [comment('Unless a proxy shows clients a certificate of its own:'), ...doubtful.map(comment)]
        : []),
    ]
    return lines.map((line) => `${line}\n`).join('')
  }

const assignments = (variables: Variables, assign: Assign): string[] =>
  Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [assign(name, value)]))

/** All lines of a text: a path may have several, and none of them may be run. */
const comment = (text: string): string => text.replace(/^/gm, '# ')

/**
 * Settings as each kind of reader wants them. What a person must know or decide, scripts say in comments and JSON leaves
 * out.
 */
export const printFor: Readonly<Record<'bash' | 'json' | 'powershell', Print>> = {
  bash: script((name, value) => `export ${name}=${quoteForBash(value)}`),
  powershell: script((name, value) => `$env:${name} = ${quoteForPowerShell(value)}`),
  json: ({ certain }) => `${JSON.stringify(certain, undefined, 2)}\n`,
}
