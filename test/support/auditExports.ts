import { randomBytes } from 'node:crypto'
import type { AuditEntry } from '../../src/core/audit/auditEntry.ts'
import { auditPrivateKey } from '../../src/core/audit/auditPrivateKey.ts'
import { auditPublicKey } from '../../src/core/audit/auditPublicKey.ts'
import { newChain, nextRecord } from '../../src/core/audit/chainRecord.ts'
import { checkpointLine } from '../../src/core/audit/checkpoint.ts'
import { type ChainSpan, manifestLine } from '../../src/core/audit/manifest.ts'
import { factoryUrl, owner, subscriptionId, tenantId } from './known.ts'

/** A pair of keys such as a server signs with, in PEM. */
export const newKeys = () => {
  const privateKey = auditPrivateKey(randomBytes(32))
  return { privateKey, publicKey: auditPublicKey(privateKey) }
}

/** Those that the samples are signed with. */
export const keys = newKeys()

/** When the samples were exported. */
export const time = '2026-05-01T08:00:00.000Z'

/** An entry such as a server writes. */
export const entryOf = (number: number, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  id: `00000000-0000-4000-8000-${number.toString().padStart(12, '0')}`,
  time: new Date(1_777_000_000_000 + number).toISOString(),
  tenantId,
  subscriptionId,
  caller: { kind: 'principal', objectId: owner.objectId, name: 'Rotation' },
  address: '127.0.0.1',
  correlationId: `11111111-0000-4000-8000-${number.toString().padStart(12, '0')}`,
  clientRequestId: undefined,
  method: 'POST',
  operationName: 'Microsoft.DataFactory/factories/integrationruntimes/regenerateauthkey/action',
  resourceId: `${factoryUrl}/integrationRuntimes/Runtime-1`,
  outcome: 'Succeeded',
  status: 200,
  code: undefined,
  authKeys: [{ name: 'authKey1', generation: number + 1, fingerprint: '0123456789abcdef0123456789abcdef' }],
  ...changes,
})

/** The lines of a chain. */
export interface Chain {
  readonly span: ChainSpan
  readonly checkpoint: string | undefined
  readonly records: readonly string[]
}

interface Making {
  readonly chain: string
  readonly entries: number
  /** How many of these are kept no longer. */
  readonly pruned?: number
  readonly entry?: (number: number) => AuditEntry
}

export const chainOf = ({ chain, entries, pruned = 0, entry = entryOf }: Making): Chain => {
  const records: string[] = []
  let head = newChain(chain)
  let checkpoint: string | undefined
  for (let number = 1; number <= entries; number++) {
    const { line, hash } = nextRecord(head, { chain, entry: entry(number) })
    head = { chain, number, hash }
    if (number > pruned) records.push(line)
    if (number === pruned) checkpoint = checkpointLine({ ...head, time }, keys.privateKey)
  }
  return { span: { chain, first: pruned + 1, last: entries, hash: head.hash }, checkpoint, records }
}

/** All but the manifest, in the order of an export. */
export const linesOf = (chains: readonly Chain[]): string[] =>
  chains.flatMap(({ checkpoint, records }) => [...(checkpoint === undefined ? [] : [checkpoint]), ...records])

export const manifestOf = (spans: readonly ChainSpan[], privateKey = keys.privateKey): string =>
  manifestLine({ tenantId, time, chains: spans }, privateKey)

/** The lines of a whole export. */
export const exportOf = (chains: readonly Chain[]): string[] => [
  ...linesOf(chains),
  manifestOf(chains.map(({ span }) => span)),
]

export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

export const chainNames = [factoryUrl.toLowerCase(), `${factoryUrl.toLowerCase()}-é"2`, `/tenants/${tenantId}`] as const
