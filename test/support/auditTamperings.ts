import type { AuditEntry } from '../../src/core/audit/auditEntry.ts'
import { newChain, nextRecord, parseRecordLine } from '../../src/core/audit/chainRecord.ts'
import { checkpointLine } from '../../src/core/audit/checkpoint.ts'
import { type ChainSpan, manifestLine } from '../../src/core/audit/manifest.ts'
import { chainOf, entryOf, keys, linesOf, manifestOf, newKeys, time } from './auditExports.ts'
import { tenantId } from './known.ts'

/** An export, of whatever size. Lines count from 1. */
export interface Log {
  readonly chains: readonly LogChain[]
  /** The manifest is the last. */
  readonly lines: number
  readonly line: (number: number) => string
}

export interface LogChain {
  readonly span: ChainSpan
  /** Line of its first record. */
  readonly firstLine: number
  readonly hasCheckpoint: boolean
}

/** Lines that take the place of others. */
export interface Edit {
  /** The first that goes, or before which the others come. */
  readonly at: number
  readonly remove: number
  readonly insert: readonly string[]
}

/** Where a tampering must be found, and what is to be said of it. */
export interface Found {
  readonly line: number
  readonly chain?: string
  readonly entry?: number
  readonly says: RegExp
}

export interface Tampering {
  readonly edits: readonly Edit[]
  readonly found: Found
}

/** An entry of a log. */
interface At {
  readonly log: Log
  readonly span: ChainSpan
  readonly number: number
  readonly line: number
}

const otherTenantId = '99999999-9999-9999-9999-999999999999'
const otherKeys = newKeys()

const nth = (log: Log, index: number): LogChain => {
  const chain = log.chains.at(index)
  if (!chain) throw new Error(`there is no chain ${index}`)
  return chain
}

const atEntry = (log: Log, index: number, number: number): At => {
  const { span, firstLine } = nth(log, index)
  return { log, span, number, line: firstLine + number - span.first }
}

/** Entries at the beginning, in the middle and at the end of a log. */
export const places: Readonly<Record<string, (log: Log) => At>> = {
  'at the beginning': (log) => atEntry(log, 0, nth(log, 0).span.first),
  'in the middle': (log) => {
    const { span } = nth(log, log.chains.length >> 1)
    return atEntry(log, log.chains.length >> 1, (span.first + span.last) >> 1)
  },
  'at the end': (log) => atEntry(log, -1, nth(log, -1).span.last),
}

const replace = (at: number, ...insert: readonly string[]): Edit => ({ at, remove: 1, insert })
const remove = (at: number, count = 1): Edit => ({ at, remove: count, insert: [] })
const insert = (at: number, ...lines: readonly string[]): Edit => ({ at, remove: 0, insert: lines })

/** The record of a place with another entry, and a hash that fits; what follows on it then does not. */
const forged = ({ log, line }: At, changes: Partial<AuditEntry>): string => {
  const { chain, number, previous, entry } = parseRecordLine(log.line(line))
  return nextRecord({ number: number - 1, hash: previous }, { chain, entry: { ...entry, ...changes } }).line
}

const here = ({ span: { chain }, number, line }: At, says: RegExp): Found => ({ line, chain, entry: number, says })
const isLast = ({ span, number }: At): boolean => span.last === number

/** What can be done to an entry, wherever it stands. */
export const entryTamperings: Readonly<Record<string, (at: At) => Tampering>> = {
  'a changed byte': (at) => ({
    edits: [replace(at.line, at.log.line(at.line).replace('"POST"', '"POSt"'))],
    found: here(at, /its hash is not that of its bytes: it was changed/),
  }),
  'a changed entry whose hash was made anew': (at) => ({
    edits: [replace(at.line, forged(at, { method: 'PUT' }))],
    found: isLast(at)
      ? here(at, /not the last entry that the manifest was signed for/)
      : {
          ...here(at, /it does not follow on entry \d+: one of the two was changed/),
          line: at.line + 1,
          entry: at.number + 1,
        },
  }),
  'a removed entry': (at) => ({
    edits: [remove(at.line)],
    found: isLast(at)
      ? here(at, /the last of its chain, is missing: cut off/)
      : { ...here(at, new RegExp(`entry ${at.number} is missing before it`)), entry: at.number + 1 },
  }),
  'an added entry': (at) => ({
    edits: [insert(at.line, forged(at, { method: 'PUT' }))],
    found: { ...here(at, /it was added, doubled or moved/), line: at.line + 1 },
  }),
  'a doubled entry': (at) => ({
    edits: [insert(at.line + 1, at.log.line(at.line))],
    found: { ...here(at, /it was added, doubled or moved/), line: at.line + 1 },
  }),
  'entries in another order': (at) => {
    const line = isLast(at) ? at.line - 1 : at.line
    const number = isLast(at) ? at.number - 1 : at.number
    return {
      edits: [{ at: line, remove: 2, insert: [at.log.line(line + 1), at.log.line(line)] }],
      found: { ...here(at, new RegExp(`entry ${number} is missing before it`)), line, entry: number + 1 },
    }
  },
  'a chain without its last entries': (at) => {
    // Without its first, too, it would be missing as a whole.
    const [number, line] = at.number === at.span.first ? [at.number + 1, at.line + 1] : [at.number, at.line]
    return {
      edits: [remove(line, at.span.last - number + 1)],
      found: { ...here(at, /(is|are) missing: cut off/), line, entry: number },
    }
  },
  'a file without its end': (at) => ({
    edits: [remove(at.line, at.log.lines - at.line + 1)],
    found: { line: at.line, says: /the manifest is missing/ },
  }),
  'a line of something else': (at) => ({
    edits: [insert(at.line, '')],
    found: { line: at.line, says: /it is no entry, checkpoint or manifest/ },
  }),
  'a line without end': (at) => ({
    edits: [insert(at.line, 'x'.repeat(1024 * 1024 + 1))],
    found: { line: at.line, says: /longer than any line/ },
  }),
  'an entry of another tenant': (at) => ({
    edits: [replace(at.line, forged(at, { tenantId: otherTenantId }))],
    // The first says of which all others must be, too.
    found:
      at.line === 1
        ? { ...here(at, /it does not follow on entry 1/), line: 2, entry: 2 }
        : here(at, new RegExp(`of tenant ${otherTenantId}`)),
  }),
}

const lastLine = ({ lines }: Log): number => lines
const spans = ({ chains }: Log): readonly ChainSpan[] => chains.map(({ span }) => span)

/** The one chain of a log that is pruned. */
const prunedOf = (log: Log): LogChain => {
  const chain = log.chains.find(({ hasCheckpoint }) => hasCheckpoint)
  if (!chain) throw new Error('no chain is pruned')
  return chain
}

const linesOfChain = (log: Log, { span: { first, last }, firstLine }: LogChain): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => log.line(firstLine + index))

/** What can be done to the manifest, a checkpoint or a whole chain. */
export const wholeTamperings: Readonly<Record<string, (log: Log) => Tampering>> = {
  'a changed manifest': (log) => ({
    edits: [replace(lastLine(log), log.line(lastLine(log)).replace(time, time.replace('2026', '2027')))],
    found: { line: lastLine(log), says: /the manifest is not signed with that key/ },
  }),
  'no manifest': (log) => ({
    edits: [remove(lastLine(log))],
    found: { line: lastLine(log), says: /the manifest is missing/ },
  }),
  'a second manifest': (log) => ({
    edits: [insert(lastLine(log) + 1, log.line(lastLine(log)))],
    found: { line: lastLine(log) + 1, says: /a second manifest/ },
  }),
  'a manifest signed by another': (log) => ({
    edits: [replace(lastLine(log), manifestOf(spans(log), otherKeys.privateKey))],
    found: { line: lastLine(log), says: /the manifest is not signed with that key/ },
  }),
  'the manifest of another tenant': (log) => ({
    edits: [
      replace(lastLine(log), manifestLine({ tenantId: otherTenantId, time, chains: spans(log) }, keys.privateKey)),
    ],
    found: {
      line: lastLine(log),
      says: new RegExp(`tenant ${otherTenantId}, and the entries are those of ${tenantId}`),
    },
  }),
  'an entry behind the manifest': (log) => ({
    edits: [insert(lastLine(log) + 1, log.line(nth(log, 0).firstLine))],
    found: { line: lastLine(log) + 1, says: /behind the manifest/ },
  }),
  'a manifest that names a chain twice': (log) => ({
    edits: [replace(lastLine(log), manifestOf([...spans(log), nth(log, 0).span]))],
    found: { line: lastLine(log), says: /names a chain twice/ },
  }),
  'a chain that the manifest does not name': (log) => {
    const chain = '/tenants/added'
    return {
      edits: [insert(lastLine(log), ...linesOf([chainOf({ chain, entries: 2 })]))],
      found: { line: lastLine(log), chain, says: /the manifest does not name this chain/ },
    }
  },
  'a chain that stands there twice': (log) => {
    const { span, firstLine, hasCheckpoint } = nth(log, 0)
    const behind = nth(log, 2)
    const line = behind.hasCheckpoint ? behind.firstLine - 1 : behind.firstLine
    return {
      edits: [insert(line, log.line(hasCheckpoint ? firstLine - 1 : firstLine))],
      found: { line, chain: span.chain, says: /do not stand together, or twice/ },
    }
  },
  'an added last entry that follows on the one before': (log) => {
    const { span } = nth(log, -1)
    const { line } = nextRecord({ number: span.last, hash: span.hash }, { chain: span.chain, entry: entryOf(1) })
    return {
      edits: [insert(lastLine(log), line)],
      found: {
        line: lastLine(log),
        chain: span.chain,
        entry: span.last + 1,
        says: /behind the last entry of its chain/,
      },
    }
  },
  'no checkpoint': (log) => {
    const { span, firstLine } = prunedOf(log)
    const { chain, first: entry } = span
    return {
      edits: [remove(firstLine - 1)],
      found: { line: firstLine - 1, chain, entry, says: /missing before it, and so is the checkpoint/ },
    }
  },
  'a checkpoint signed by another': (log) => {
    const { span, firstLine } = prunedOf(log)
    const { previous } = parseRecordLine(log.line(firstLine))
    const place = { chain: span.chain, number: span.first - 1, hash: previous, time }
    return {
      edits: [replace(firstLine - 1, checkpointLine(place, otherKeys.privateKey))],
      found: { line: firstLine - 1, says: /the checkpoint is not signed with that key/ },
    }
  },
  'an older checkpoint': (log) => {
    const { span, firstLine } = prunedOf(log)
    const { chain, first: entry } = span
    const older = checkpointLine({ ...newChain(chain), number: entry - 2, time }, keys.privateKey)
    return {
      edits: [replace(firstLine - 1, older)],
      found: { line: firstLine, chain, entry, says: new RegExp(`entry ${entry - 1} is missing before it`) },
    }
  },
  'a checkpoint of other entries': (log) => {
    const { span, firstLine } = prunedOf(log)
    const { chain, first: entry } = span
    const other = checkpointLine({ ...newChain(chain), number: entry - 1, time }, keys.privateKey)
    return {
      edits: [replace(firstLine - 1, other)],
      found: { line: firstLine, chain, entry, says: /does not follow on the checkpoint before it/ },
    }
  },
  'a checkpoint in the middle of its chain': (log) => {
    const { span, firstLine } = prunedOf(log)
    return {
      edits: [insert(firstLine + 1, log.line(firstLine - 1))],
      found: { line: firstLine + 1, chain: span.chain, says: /do not stand together, or twice/ },
    }
  },
  'a later checkpoint in place of the first entries': (log) => {
    const { span, firstLine } = prunedOf(log)
    const { chain, number, hash } = parseRecordLine(log.line(firstLine))
    return {
      edits: [
        { at: firstLine - 1, remove: 2, insert: [checkpointLine({ chain, number, hash, time }, keys.privateKey)] },
      ],
      found: { line: firstLine - 1, chain, says: new RegExp(`begins with entry ${span.first + 1}`) },
    }
  },
  'a missing chain': (log) => {
    const { span, firstLine } = nth(log, -1)
    return {
      edits: [remove(firstLine, span.last - span.first + 1)],
      found: { line: firstLine, chain: span.chain, says: /the manifest names this chain, and it is missing/ },
    }
  },
  'chains in another order': (log) => {
    const [before, after] = [nth(log, -2), nth(log, -1)]
    const [first, second] = [before, after].map((chain) => linesOfChain(log, chain))
    return {
      edits: [
        {
          at: before.firstLine,
          remove: lastLine(log) - before.firstLine,
          insert: [...(second ?? []), ...(first ?? [])],
        },
      ],
      found: { line: before.firstLine, chain: after.span.chain, says: /the chains were put in another order/ },
    }
  },
}
