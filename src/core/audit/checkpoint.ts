import type { KeyObject } from 'node:crypto'
import { isJsonObject } from '../json.ts'
import type { ChainPlace } from './chainRecord.ts'
import { openSignedLine, signedLine } from './signedLine.ts'

/** Stands for the first records of a chain, which are kept no longer: up to which, and when that was. */
export interface Checkpoint extends ChainPlace {
  /** ISO 8601. */
  readonly time: string
}

/**
 * The line of a checkpoint, without its end.
 *
 * @param privateKey of Ed25519, in PEM.
 */
export const checkpointLine = ({ chain, number, hash, time }: Checkpoint, privateKey: string): string =>
  signedLine('checkpoint', { chain, number, hash, time }, privateKey)

/** The checkpoint of a line; undefined for any that the key has not signed. */
export const openCheckpoint = (line: Buffer, publicKey: KeyObject): Checkpoint | undefined => {
  const value = openSignedLine('checkpoint', line, publicKey)
  return isCheckpoint(value) ? value : undefined
}

const isCheckpoint = (value: unknown): value is Checkpoint =>
  isJsonObject(value) &&
  [value.chain, value.hash, value.time].every((member) => typeof member === 'string') &&
  Number.isSafeInteger(value.number)
