import { bytesBeforeHashed, type ChainPlace, hashOf, recordBeginning } from '../../../core/audit/chainRecord.ts'

/** What stands between the beginning of a record and its tenant: an id and a time, whose lengths are always the same. */
const bytesBeforeTenant = '{"id":"","time":"'.length + 36 + 24

/**
 * The hash of a line where all is well: where it is the record that follows on another, and of the right tenant. The quick
 * way of a million lines: nothing is parsed, and undefined says only that somebody must look more closely.
 *
 * @param tenantId in the letter case of the lines.
 */
export const hashOfNext = (line: Buffer, before: ChainPlace, tenantId: string): string | undefined => {
  const hash = hashOf(line.subarray(bytesBeforeHashed))
  const beginning = recordBeginning(before, hash)
  const entryFrom = Buffer.byteLength(beginning)
  if (line.toString('utf8', 0, entryFrom) !== beginning) return undefined
  const tenant = `","tenantId":"${tenantId}"`
  const tenantFrom = entryFrom + bytesBeforeTenant
  return line.toString('latin1', tenantFrom, tenantFrom + tenant.length) === tenant ? hash : undefined
}
