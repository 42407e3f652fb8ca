import { Type } from 'typebox'
import { callAsOwner, changingNotes, ownerFlags } from '../callAsOwner.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../readOptions.ts'

const flags = Type.Object(ownerFlags)

const path = '/providers/Lazulite.Control/keyring/rotate?api-version=2018-06-01'

/** Seals everything anew on a running server. */
export const keyringRotate: Command = {
  name: 'keyring rotate',
  summary: 'Seals all secrets of a running server with a fresh key.',
  usage: '[FLAGS]',
  flags,
  notes: `The server goes on working. Cut short, it leaves each secret sealed by one key or the other; run it again.

${changingNotes}`,

  run: async (args, terminal) => {
    const server = await callAsOwner(readOptions(flags, args, terminal.env), terminal)
    const { resealed, broken } = (await server.send('POST', path)) as unknown as Rotated
    terminal.stdout.write(`${resealed} secrets are sealed with a fresh key.\n`)
    if (broken === 0) return 0
    terminal.stderr.write(
      `${broken} do not open, because the database was changed from outside, and stay as they are. ` +
        "The log of the server names them under 'broken'.\n",
    )
    return 1
  },
}

interface Rotated {
  readonly resealed: number
  readonly broken: number
}
