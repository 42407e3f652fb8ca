import { hash as digest } from 'node:crypto'
import type { AuditRecord, ChainHead } from '../store/audit.ts'

/** A record of a chain, by what tells it from all others. */
export type ChainPlace = Pick<AuditRecord, 'chain' | 'hash' | 'number'>

/** What the first record of a chain follows. */
export const newChain = (chain: string): ChainPlace => ({ chain, number: 0, hash: '0'.repeat(64) })

/**
 * The record that comes next in a chain. It is one line of text, `{"hash":"…",` and the rest, and the hash is that of the
 * bytes of the rest: nobody needs to write JSON anew to check it.
 *
 * @param head undefined for a chain that begins.
 */
export const nextRecord = (
  head: Pick<ChainHead, 'hash' | 'number'> | undefined,
  { chain, entry }: Pick<AuditRecord, 'chain' | 'entry'>,
): AuditRecord => {
  const before = { ...newChain(chain), ...head }
  const rest = `${chainedPart(before)}${JSON.stringify(entry)}}`
  const hash = hashOf(rest)
  return { chain, number: before.number + 1, hash, line: `{"hash":"${hash}",${rest}`, entry }
}

/** All that stands before the entry in the line of the record that follows on another and has a hash. */
export const recordBeginning = (before: ChainPlace, hash: string): string => `{"hash":"${hash}",${chainedPart(before)}`

const chainedPart = ({ chain, number, hash }: ChainPlace): string =>
  `"chain":${JSON.stringify(chain)},"number":${number + 1},"previous":"${hash}","entry":`

/** How many bytes of a line stand before those that its hash is over. */
export const bytesBeforeHashed = '{"hash":"",'.length + 64

/** SHA-256, as 64 hexadecimal digits in lower case. */
export const hashOf = (bytes: Buffer | string): string => digest('sha256', bytes)

/** What a record says. Whether it is as it was written is not looked at. */
export const parseRecordLine = (line: string): AuditRecord & { readonly previous: string } => ({
  ...JSON.parse(line),
  line,
})
