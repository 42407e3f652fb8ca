import type { AuditEntry } from '../../src/core/audit/auditEntry.ts'
import { parseRecordLine } from '../../src/core/audit/chainRecord.ts'
import { tenantId as homeTenantId } from './known.ts'
import type { Service } from './shareService.ts'

export interface Told extends AuditEntry {
  readonly chain: string
  readonly number: number
}

/** All that the audit of a tenant tells, chain by chain. */
export const auditOf = (
  { store }: Pick<Service, 'store'>,
  { tenantId = homeTenantId, after = new Map<string, number>() } = {},
): Promise<Told[]> =>
  store.read(async (tx) => {
    const told: Told[] = []
    for (const { chain } of await tx.listChainHeads(tenantId)) {
      const lines = await tx.listAuditLines(chain, { after: after.get(chain) ?? 0, limit: 1_000_000 })
      told.push(...lines.map(parseRecordLine).map(({ number, entry }) => ({ ...entry, chain, number })))
    }
    return told
  })

/** Tells, each time that it is asked, what the audit has told since it was asked before. */
export const auditNews = async (azure: Pick<Service, 'store'>): Promise<() => Promise<Told[]>> => {
  const after = new Map<string, number>()
  const news = async (): Promise<Told[]> => {
    const told = await auditOf(azure, { after })
    for (const { chain, number } of told) after.set(chain, number)
    return told
  }
  await news()
  return news
}
