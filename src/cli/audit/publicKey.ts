import { Type } from 'typebox'
import { callAsOwner, ownerFlags, readingNotes } from '../callAsOwner.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../readOptions.ts'
import { askPublicKey } from './exporting/askAudit.ts'

const flags = Type.Object(ownerFlags)

/** Prints what verifies the exports of a running server. */
export const auditPublicKey: Command = {
  name: 'audit public-key',
  summary: 'Prints the key that exports of the audit are verified with.',
  usage: '[FLAGS]',
  flags,
  notes: `Get it once, at the beginning, and keep it apart from the server: where nobody can change it who could change the audit.

${readingNotes}`,

  run: async (args, terminal) => {
    const server = await callAsOwner(readOptions(flags, args, terminal.env), terminal)
    terminal.stdout.write(await askPublicKey(server))
    return 0
  },
}
