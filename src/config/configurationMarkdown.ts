import { type AboutSetting, aboutSettings } from './aboutSettings.ts'
import { Settings } from './settings.ts'

/** `docs/configuration.md`, whole. */
export const configurationMarkdown = (): string => `# Configuration

<!-- Printed from src/config/settings.ts by "npm run docs": change it there. -->

The settings of \`lazulite start\`. Each is a flag (\`--http-port 0\` or \`--http-port=0\`) and an environment variable; the
flag wins. A flag or a \`LAZULITE_…\` variable that is not here, or a value that is not what it must be, stops the program,
which then names all that is wrong.

| Flag | Variable | Must be | Default | Meaning |
| --- | --- | --- | --- | --- |
${aboutSettings(Settings).map(row).join('\n')}

\`--tls-certificate\` and \`--tls-key\` go together, and the certificate must name the host of \`--public-url\`, if there is
one. With the built-in world, whose credentials everybody knows, \`--host\`, \`--http-host\` and \`--public-url\` must stay on
loopback: \`localhost\`, 127.0.0.0/8 or ::1. [A world of your own](world.md) says what \`--world\` reads.
`

const row = ({ flag, variable, values, preset, meaning }: AboutSetting): string => {
  const cells = [code(flag), code(variable), values, preset && code(preset), meaning]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

const code = (text: string): string => `\`${text}\``
