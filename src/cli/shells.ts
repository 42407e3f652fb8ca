import type { ClientSettings } from './clientSettings.ts'

/** Writes a text so that bash, sh and zsh read exactly that text. */
export const quoteForBash = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** PowerShell takes typographic quotes for quotes, too. */
const quoteForPowerShell = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`

type Print = (settings: ClientSettings) => string

const script =
  (assign: (name: string, value: string) => string): Print =>
  (settings) => {
    const entries = Object.entries(settings)
    const unknown = entries.filter(([, value]) => value === undefined).map(([name]) => name)
    const lines = [
      '# REQUESTS_CA_BUNDLE and SSL_CERT_FILE make clients trust this server, and no other authority.',
      ...entries.flatMap(([name, value]) => (value === undefined ? [] : [assign(name, value)])),
      ...(unknown.length > 0 ? [`# Set what this server cannot know: ${unknown.join(', ')}.`] : []),
    ]
    return lines.map((line) => `${line}\n`).join('')
  }

/** Settings as each kind of reader wants them. Where a person must know a value, scripts say so and JSON leaves it out. */
export const printFor: Readonly<Record<'bash' | 'json' | 'powershell', Print>> = {
  bash: script((name, value) => `export ${name}=${quoteForBash(value)}`),
  powershell: script((name, value) => `$env:${name} = ${quoteForPowerShell(value)}`),
  json: (settings) => `${JSON.stringify(settings, undefined, 2)}\n`,
}
