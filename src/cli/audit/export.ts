import { Type } from 'typebox'
import { openAuditPublicKey } from '../../core/audit/auditPublicKey.ts'
import { StartError } from '../../core/startError.ts'
import { callAsOwner, ownerFlags, readingNotes } from '../callAsOwner.ts'
import type { Command } from '../command.ts'
import { commandLine } from '../commandLine.ts'
import { readOptions } from '../readOptions.ts'
import { askPublicKey } from './exporting/askAudit.ts'
import { checkedText } from './exporting/checkedText.ts'
import { exportLines } from './exporting/exportLines.ts'
import { writeFileOut, writeStreamOut } from './exporting/writeOut.ts'
import { ExportFault } from './verifying/exportFault.ts'

const flags = Type.Object({
  ...ownerFlags,
  output: Type.Optional(
    Type.String({
      minLength: 1,
      expects: 'the path of a file',
      placeholder: 'FILE',
      description: 'File to write, for its owner alone; standard output where this is not given.',
    }),
  ),
})

/** Writes all that a running server has of the audit of a tenant, as lines that `audit verify` reads. */
export const auditExport: Command = {
  name: 'audit export',
  summary: 'Writes the audit of a running server to a file that can be verified without it.',
  usage: '[FLAGS]',
  flags,
  notes: `The export has all entries of the tenant from before it was asked for, and ends with a manifest that the server has signed.
It is verified while it is written, by the server's own word. By yours, with the key of
"${commandLine('audit', 'public-key')}":

  ${commandLine('audit', 'verify', 'FILE', '--public-key', 'FILE')}

${readingNotes}`,

  run: async (args, terminal) => {
    const options = readOptions(flags, args, terminal.env)
    const server = await callAsOwner(options, terminal)
    const publicKey = openAuditPublicKey(await askPublicKey(server))
    if (!publicKey) throw new StartError(`${server.ready.url} gives no key of Ed25519: exports could not be verified`)
    const { text, outcome } = checkedText(exportLines(server), publicKey)
    if (options.output === undefined) await writeStreamOut(terminal.stdout, text)
    else await writeFileOut(options.output, text)
    const found = outcome()
    if (found instanceof ExportFault) throw doesNotVerify(options.output, found)
    if (options.output !== undefined) terminal.stdout.write(`${options.output} has ${found?.entries} entries.\n`)
    return 0
  },
}

const doesNotVerify = (file = 'standard output', { message }: ExportFault): StartError =>
  new StartError(
    `${file} has the export, and it does not verify: ${message}. Where entries were pruned while it was written, export again; else somebody has changed what the server keeps`,
  )
