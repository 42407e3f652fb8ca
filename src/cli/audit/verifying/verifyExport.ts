import type { KeyObject } from 'node:crypto'
import { isSignedLine } from '../../../core/audit/signedLine.ts'
import { eachLine } from './eachLine.ts'
import { type Verified, Walk } from './walk.ts'

const mebibyte = 1024 * 1024

/** No entry is longer. */
const longestRecord = mebibyte
/** Has room for some two hundred thousand chains. */
const longestManifest = 64 * mebibyte

const isTooLong = (length: number, beginning: () => Buffer): boolean =>
  length > longestRecord && (length > longestManifest || !isSignedLine('manifest', beginning()))

/**
 * Verifies an export as it comes in, and keeps nothing of it but what must be compared at its end.
 *
 * @throws ExportFault for the first thing that is wrong; and what reading throws.
 */
export const verifyExport = async (chunks: AsyncIterable<Buffer | string>, publicKey: KeyObject): Promise<Verified> => {
  const walk = new Walk(publicKey)
  await eachLine(chunks, { isTooLong, take: (line, ending) => walk.take(line, ending) })
  return walk.end()
}
