import { bytesBeforeHashed, type ChainPlace, hashOf } from '../../../core/audit/chainRecord.ts'
import { isJsonObject } from '../../../core/json.ts'

/** What the line of a record says of itself. */
export interface ReadRecord extends ChainPlace {
  readonly previous: string
  /** Whether its hash is that of its bytes. */
  readonly isHashed: boolean
}

const form =
  /^\{"hash":"([0-9a-f]{64})","chain":("(?:[^"\\]|\\.)*"),"number":([1-9]\d{0,14}),"previous":"([0-9a-f]{64})","entry":\{/

/** The record of a line, whatever is wrong with its entry; undefined for a line that has not the form of one. */
export const readRecord = (line: Buffer): ReadRecord | undefined => {
  const [, hash, chainText = '', number, previous] = form.exec(line.toString('latin1')) ?? []
  const chain = parse(Buffer.from(chainText, 'latin1'))
  if (hash === undefined || previous === undefined || typeof chain !== 'string') return undefined
  return { chain, number: Number(number), previous, hash, isHashed: hashOf(line.subarray(bytesBeforeHashed)) === hash }
}

/** The tenant of the entry in a line; undefined for a line that says none. */
export const readTenant = (line: Buffer): string | undefined => {
  const value = parse(line)
  const entry = isJsonObject(value) ? value.entry : undefined
  return isJsonObject(entry) && typeof entry.tenantId === 'string' ? entry.tenantId.toLowerCase() : undefined
}

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
