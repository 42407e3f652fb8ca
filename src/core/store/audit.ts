import type { AuditEntry } from '../audit/auditEntry.ts'

/** Where a chain is: what the next record of it begins from. */
export interface ChainHead {
  readonly chain: string
  readonly tenantId: string
  /** Of the last record; 0 for a chain without any. */
  readonly number: number
  /** Of the last record, 64 hexadecimal digits. */
  readonly hash: string
  /** Of the first record that is still kept. */
  readonly first: number
  /** What stands in place of the records before that one, signed; undefined while none is gone. */
  readonly checkpoint: string | undefined
}

/** One entry in its chain. */
export interface AuditRecord {
  readonly chain: string
  readonly number: number
  readonly hash: string
  /** The whole record as an export has it: one line, without its end. */
  readonly line: string
  readonly entry: AuditEntry
}

/** What entries are asked for. Texts are found whatever their letter case. */
export interface AuditFilter {
  readonly tenantId: string
  /** Undefined for those of no subscription. */
  readonly subscriptionId: string | undefined
  /** Milliseconds since 1970, both ends included. */
  readonly from: number
  readonly to: number
  /** It and all below it. */
  readonly scope?: string
  /** Namespace of the resource's type, such as `Microsoft.DataFactory`. */
  readonly provider?: string
  /** Name or object id. */
  readonly caller?: string
  readonly correlationId?: string
  readonly outcome?: string
}

/** Where an entry stands in the order of time. */
export interface AuditPosition {
  readonly timeMs: number
  readonly id: string
}

export interface AuditRange {
  /** Behind which entry a page begins. */
  readonly after: AuditPosition | undefined
  /** The last one that is looked at; undefined for all. */
  readonly upTo?: AuditPosition
  readonly limit: number
}

export interface AuditReader {
  /** @throws SealBroken for one that was changed, put back or taken away by somebody else than the store. */
  findChainHead(chain: string): Promise<ChainHead | undefined>
  /**
   * Those of a tenant; by name.
   *
   * @throws SealBroken as `findChainHead` does.
   */
  listChainHeads(tenantId: string): Promise<ChainHead[]>
  /** Of a chain, by number, from the one behind `after` on. */
  listAuditLines(chain: string, range: { readonly after: number; readonly limit: number }): Promise<string[]>
  /** Newest first. */
  listAuditEntries(filter: AuditFilter, range: AuditRange): Promise<AuditEntry[]>
  /**
   * So many entries behind `after`, newest first, of those with the tenant, the subscription, the time and the correlation
   * id of a filter; undefined where there are fewer. What else it asks for is looked at one by one, between the two.
   */
  findAuditPosition(
    filter: AuditFilter,
    range: { readonly after: AuditPosition | undefined; readonly count: number },
  ): Promise<AuditPosition | undefined>
  /** Names of the chains whose first record is older than a moment, in their order. */
  listChainsBefore(ms: number): Promise<Pick<ChainHead, 'chain'>[]>
  /**
   * The number and hash of the last record before the first that is not older than a moment, of the first thousand of a
   * chain; undefined for none.
   */
  findLastBefore(chain: string, ms: number): Promise<Pick<AuditRecord, 'hash' | 'number'> | undefined>
  /** When it was that anybody but the server itself last did something: milliseconds since 1970. */
  findNewestAuditTime(): Promise<number | undefined>
}

export interface AuditWriter {
  /**
   * Adds a record, and moves the head of its chain to it.
   *
   * @throws SealBroken as `findChainHead` does.
   */
  addAuditRecord(record: AuditRecord): Promise<void>
  /**
   * Forgets the records of a chain up to a number, in whose place a checkpoint stands.
   *
   * @throws SealBroken as `findChainHead` does.
   */
  forgetAuditRecords(chain: string, upTo: { readonly number: number; readonly checkpoint: string }): Promise<void>
}
