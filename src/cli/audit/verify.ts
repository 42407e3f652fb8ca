import type { KeyObject } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { openAuditPublicKey } from '../../core/audit/auditPublicKey.ts'
import { StartError } from '../../core/startError.ts'
import type { Command } from '../command.ts'
import { commandLine } from '../commandLine.ts'
import { readArguments } from './readArguments.ts'
import { ExportFault } from './verifying/exportFault.ts'
import { verifyExport } from './verifying/verifyExport.ts'
import type { Verified } from './verifying/walk.ts'

const flags = Type.Object({
  publicKey: Type.Optional(
    Type.String({
      minLength: 1,
      expects: 'the path of a file',
      placeholder: 'FILE',
      description:
        'Key to verify with, as "lazulite audit public-key" prints it. Keep it where those whom you audit cannot write.',
    }),
  ),
})

/** Says whether an export of the audit is what the server has written, and if not, where it differs first. */
export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'Says whether an export of the audit is whole and unchanged; needs no server.',
  usage: 'FILE --public-key FILE',
  flags,
  notes: `FILE is what "${commandLine('audit', 'export')}" has written, or - for standard input. The exit code is 0 when all of it is
as the server wrote it, else 1, with the line, the chain and the entry where the first difference is.

Look at the tenant and the time that it says: an older export is as good as on the day on which it was made.`,

  run: async (args, { stdin, stdout, now }) => {
    const {
      operands: [file, ...more],
      options: { publicKey },
    } = readArguments(flags, args)
    if (file === undefined) throw new StartError('say which file to verify, or - for standard input')
    if (more.length > 0) throw new StartError(`one file can be verified, not '${more.join(' ')}' as well`)
    if (publicKey === undefined) throw new StartError(`say with --public-key which file has the key: ${getKey}`)
    const key = await readKey(publicKey)
    const begun = now()
    try {
      const verified = await verifyExport(file === '-' ? stdin() : chunksOf(file), key)
      const seconds = (now().getTime() - begun.getTime()) / 1000
      stdout.write(inLines(good(nameOf(file), verified, seconds)))
      return 0
    } catch (error) {
      if (!(error instanceof ExportFault)) throw unreadable(file, error)
      stdout.write(inLines(bad(nameOf(file), error)))
      return 1
    }
  },
}

const getKey = `get it with "${commandLine('audit', 'public-key')}"`

/** Small chunks would have a million lines begin in one and end in the next all too often. */
const chunkBytes = 4 * 1024 * 1024

const chunksOf = (file: string): AsyncIterable<Buffer> => createReadStream(file, { highWaterMark: chunkBytes })

const readKey = async (file: string): Promise<KeyObject> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error)
  })
  const key = openAuditPublicKey(text)
  if (key) return key
  throw new StartError(
    `${file} is no public key of Ed25519 in PEM: get it with "${commandLine('audit', 'public-key')}"`,
  )
}

/** Whatever else is thrown is a defect, and stays what it is. */
const unreadable = (file: string, error: unknown): unknown =>
  error instanceof Error && 'syscall' in error
    ? new StartError(`${nameOf(file)} cannot be read: ${error.message}`, { cause: error })
    : error

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file)

const good = (name: string, { entries, chains, manifest }: Verified, seconds: number): readonly string[] => {
  const pruned = chains.filter(({ first }) => first > 1).length
  return [
    `${name} is whole and unchanged.`,
    `Tenant:   ${manifest.tenantId}`,
    `Signed:   ${manifest.time}`,
    `Entries:  ${entries}`,
    `Chains:   ${chains.length}${pruned === 0 ? '' : `, ${pruned} of which without the entries that are kept no longer`}`,
    `Verified: in ${seconds.toFixed(1)} s`,
  ]
}

const bad = (name: string, { message, place }: ExportFault): readonly string[] => [
  `${name} is not what the server has written.`,
  message,
  `Entries before that, which fit one another: ${place.entriesBefore}`,
]

/** What was changed may have in it what moves the cursor of a terminal. */
const inLines = (lines: readonly string[]): string =>
  lines.map((line) => `${line.replace(/\p{Cc}|\p{Cf}|[^\S ]/gu, ' ')}\n`).join('')
