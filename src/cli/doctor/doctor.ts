import { Type } from 'typebox'
import type { Command } from '../command.ts'
import { commandLine } from '../commandLine.ts'
import { dataFlag } from '../dataFlag.ts'
import { readInput } from '../readInput.ts'
import { readOptions } from '../readOptions.ts'
import type { Check } from './check.ts'
import { addresses } from './checks/addresses.ts'
import { certificate } from './checks/certificate.ts'
import { clock } from './checks/clock.ts'
import { cloud } from './checks/cloud.ts'
import { credentials } from './checks/credentials.ts'
import { discovery } from './checks/discovery.ts'
import { folder } from './checks/folder.ts'
import { ports } from './checks/ports.ts'
import { proxy } from './checks/proxy.ts'
import { server } from './checks/server.ts'
import { token } from './checks/token.ts'
import { trust } from './checks/trust.ts'
import { lookAround } from './lookAround.ts'

/** In the order in which one thing needs the other. */
const checks: readonly Check[] = [
  folder,
  ports,
  server,
  certificate,
  clock,
  proxy,
  trust,
  addresses,
  cloud,
  discovery,
  credentials,
  token,
]

const isServerUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url?.protocol === 'https:' && url.href === `${url.origin}/`
}

const flags = Type.Object({
  data: dataFlag,
  url: Type.Optional(
    Type.Refine(
      Type.String({
        expects: 'an https address without a path, such as https://localhost:8443',
        placeholder: 'URL',
        description: 'Where the server is, if not where its data folder says.',
      }),
      isServerUrl,
    ),
  ),
  ca: Type.Optional(
    Type.String({
      minLength: 1,
      expects: 'the path of a file',
      placeholder: 'FILE',
      description: "The server's authority, its ca.pem, if not in that folder.",
    }),
  ),
  tokenStdin: Type.Boolean({
    default: false,
    description: 'Read an access token from standard input, and say why the server would refuse it.',
  }),
})

/** Looks for what usually keeps a client from a server, in the environment that the client would have. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'Finds what keeps clients from talking to a server, and says what to do.',
  usage: '[FLAGS]',
  flags,
  notes: `Run it where the client runs: it looks at the same variables. A line for each thing looked at begins with ok, wrong or
skipped. The exit code is 0 when nothing is wrong, else 1. It changes nothing. A secret in the environment is sent to the
server, for a sign-in, where the environment says that this is its server; a token that is given is shown to it.

From another machine, say with --url where the server is, and with --ca which copy of its ca.pem is here.

  az account get-access-token --query accessToken --output tsv | ${commandLine('doctor', '--token-stdin')}`,

  run: async (args, terminal) => {
    const options = readOptions(flags, args, terminal.env)
    const token = options.tokenStdin ? await readInput(terminal.stdin()) : undefined
    const url = options.url && new URL(options.url).origin
    const situation = await lookAround({ folder: options.data, url, caFile: options.ca, token }, terminal)
    const looked = await Promise.all(
      checks.map(async ({ about, look }) => (await look(situation)).map((finding) => ({ about, ...finding }))),
    )
    for (const { about, state, text } of looked.flat()) {
      terminal.stdout.write(`${state.padEnd(7)}  ${about}: ${inOneLine(text)}\n`)
    }
    return looked.flat().some(({ state }) => state === 'wrong') ? 1 : 0
  },
}

/** Paths may have line breaks, and a stranger's answers what moves the cursor. */
const inOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ')
