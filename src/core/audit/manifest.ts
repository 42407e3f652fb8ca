import type { KeyObject } from 'node:crypto'
import { isJsonObject } from '../json.ts'
import type { ChainHead } from '../store/audit.ts'
import { openSignedLine, signedLine } from './signedLine.ts'

/** What all chains of a tenant had at one moment. */
export interface Manifest {
  readonly tenantId: string
  /** ISO 8601. */
  readonly time: string
  /** In the order in which an export has them. */
  readonly chains: readonly ChainSpan[]
}

/** What is kept of one chain: `first` is behind `last` where all of it is pruned. */
export interface ChainSpan {
  readonly chain: string
  /** Number of its first record. */
  readonly first: number
  readonly last: number
  /** Of the last record. */
  readonly hash: string
}

export const chainSpan = ({ chain, first, number, hash }: ChainHead): ChainSpan => ({
  chain,
  first,
  last: number,
  hash,
})

/**
 * The line of a manifest, without its end.
 *
 * @param privateKey of Ed25519, in PEM.
 */
export const manifestLine = ({ tenantId, time, chains }: Manifest, privateKey: string): string =>
  signedLine('manifest', { tenantId, time, chains }, privateKey)

/** The manifest of a line; undefined for any that the key has not signed. */
export const openManifest = (line: Buffer, publicKey: KeyObject): Manifest | undefined => {
  const value = openSignedLine('manifest', line, publicKey)
  return isManifest(value) ? value : undefined
}

const isManifest = (value: unknown): value is Manifest =>
  isJsonObject(value) &&
  typeof value.tenantId === 'string' &&
  typeof value.time === 'string' &&
  Array.isArray(value.chains) &&
  value.chains.every(isChainSpan)

const isChainSpan = (value: unknown): value is ChainSpan =>
  isJsonObject(value) &&
  [value.chain, value.hash].every((member) => typeof member === 'string') &&
  [value.first, value.last].every(Number.isSafeInteger)
