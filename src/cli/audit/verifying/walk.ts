import type { KeyObject } from 'node:crypto'
import { type ChainPlace, newChain } from '../../../core/audit/chainRecord.ts'
import { openCheckpoint } from '../../../core/audit/checkpoint.ts'
import { type Manifest, openManifest } from '../../../core/audit/manifest.ts'
import { isSignedLine } from '../../../core/audit/signedLine.ts'
import { compareChains } from './compareChains.ts'
import type { LineEnding } from './eachLine.ts'
import { ExportFault, type Place } from './exportFault.ts'
import { hashOfNext } from './hashOfNext.ts'
import { misplacement } from './misplacement.ts'
import { readRecord, readTenant } from './readRecord.ts'
import type { SeenChain } from './seenChain.ts'

/** What was found in an export. */
export interface Verified {
  readonly entries: number
  readonly chains: readonly SeenChain[]
  readonly manifest: Manifest
}

/**
 * Goes through an export, line by line, as far as it is good. It keeps a few numbers of each chain, and of all lines
 * nothing but the manifest.
 */
export class Walk {
  readonly #publicKey: KeyObject
  /** Those that were read to their ends. */
  readonly #chains: SeenChain[] = []
  readonly #names = new Set<string>()
  #here: SeenChain | undefined
  #lines = 0
  #entries = 0
  #tenantId: string | undefined
  #manifest: Manifest | undefined

  constructor(publicKey: KeyObject) {
    this.#publicKey = publicKey
  }

  /** @throws ExportFault for a line that cannot stand where it stands. */
  take(line: Buffer, ending: LineEnding): void {
    this.#lines++
    if (this.#manifest) throw this.#fault(isSignedLine('manifest', line) ? secondManifest : behindManifest)
    if (ending !== 'whole') throw this.#fault(ending === 'tooLong' ? tooLong : unfinished)
    const hash = this.#here && this.#tenantId && hashOfNext(line, this.#here, this.#tenantId)
    if (this.#here && hash) this.#advance(this.#here, hash)
    else if (isSignedLine('checkpoint', line)) this.#takeCheckpoint(line)
    else if (isSignedLine('manifest', line)) this.#takeManifest(line)
    else this.#takeRecord(line)
  }

  /** @throws ExportFault where the manifest is missing, or is not that of what was taken. */
  end(): Verified {
    const manifest = this.#manifest
    if (!manifest) throw this.#fault(noManifest, { line: this.#lines + 1 })
    if (this.#tenantId && !isSameTenant(manifest.tenantId, this.#tenantId)) {
      throw this.#fault(
        `the manifest is that of tenant ${manifest.tenantId}, and the entries are those of ${this.#tenantId}`,
      )
    }
    const chains = this.#here ? [...this.#chains, this.#here] : this.#chains
    const entries = this.#entries
    compareChains(chains, manifest.chains, { line: this.#lines, entriesBefore: entries })
    return { entries, chains, manifest }
  }

  #advance(here: SeenChain, hash: string): void {
    this.#here = { ...here, number: here.number + 1, hash }
    this.#entries++
  }

  #takeCheckpoint(line: Buffer): void {
    const checkpoint = openCheckpoint(line, this.#publicKey)
    if (!checkpoint) throw this.#fault(unsigned('checkpoint'))
    this.#begin(checkpoint, this.#lines + 1)
  }

  #takeManifest(line: Buffer): void {
    this.#manifest = openManifest(line, this.#publicKey)
    if (!this.#manifest) throw this.#fault(unsigned('manifest'))
  }

  /** A record that is the first of its chain, or that something is wrong with. */
  #takeRecord(line: Buffer): void {
    const record = readRecord(line)
    if (!record) throw this.#fault('it is no entry, checkpoint or manifest: it was changed or added')
    const place = { chain: record.chain, entry: record.number }
    if (!record.isHashed) throw this.#fault('its hash is not that of its bytes: it was changed', place)
    const here = record.chain === this.#here?.chain ? this.#here : this.#begin(newChain(record.chain), this.#lines)
    const wrong = misplacement(record, here)
    if (wrong !== undefined) throw this.#fault(wrong, place)
    const tenantId = readTenant(line)
    if (tenantId === undefined) throw this.#fault('it does not say of which tenant it is', place)
    if (this.#tenantId && !isSameTenant(tenantId, this.#tenantId)) {
      throw this.#fault(`it is of tenant ${tenantId}, and those before it are of ${this.#tenantId}`, place)
    }
    this.#tenantId = tenantId
    this.#advance(here, record.hash)
  }

  #begin({ chain, number, hash }: ChainPlace, firstRecordLine: number): SeenChain {
    if (this.#names.has(chain)) throw this.#fault(secondTime, { chain })
    this.#names.add(chain)
    if (this.#here) this.#chains.push(this.#here)
    const [firstLine, entriesBefore] = [this.#lines, this.#entries]
    this.#here = { chain, number, hash, first: number + 1, firstLine, firstRecordLine, entriesBefore }
    return this.#here
  }

  #fault(what: string, place: Partial<Place> = {}): ExportFault {
    return new ExportFault({ line: this.#lines, entriesBefore: this.#entries, ...place }, what)
  }
}

const isSameTenant = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const unsigned = (what: string): string =>
  `the ${what} is not signed with that key: it was changed, or another signed it`
const noManifest = 'the manifest is missing, with which an export ends: it was cut off'
const secondManifest = 'this is a second manifest'
const behindManifest = 'it stands behind the manifest, with which an export ends'
const secondTime = 'its entries do not stand together, or twice: they were doubled or moved'
const tooLong = 'it is longer than any line of an export: it was changed or added'
const unfinished = 'the export ends within this line: it was cut off'
