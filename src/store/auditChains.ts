import { auditBroken } from '../core/sealBroken.ts'
import type { ChainHead } from '../core/store/audit.ts'
import { type SealingSession, type Session, sql, sqlAfter } from './sql.ts'

interface ChainRow {
  chain: string
  tenant_key: string
  number: number
  hash: string
  first: number
  checkpoint: string | null
  mac: string
  /** Of the last record that is there; null where all are pruned. */
  last_number: number | null
  last_hash: string | null
}

const selectChains = sqlAfter(`
  select c.chain, c.tenant_key, c.number, c.hash, c.first, c.checkpoint, c.mac, r.number as last_number,
         r.hash as last_hash
    from audit_chains c
    left join audit_records r on r.chain = c.chain
     and r.number = (select max(number) from audit_records where audit_records.chain = c.chain)`)

/** @throws SealBroken for a head that was changed, put back or taken away. */
export const findChainHead = async (session: SealingSession, chain: string): Promise<ChainHead | undefined> => {
  const [row] = await session.query<ChainRow>(selectChains`where c.chain = ${chain}`)
  if (row) return vouchedFor(session, row)
  const [orphan] = await session.query(sql`select number from audit_records where chain = ${chain} limit 1`)
  if (orphan) throw auditBroken(chain)
  return undefined
}

/** @throws SealBroken for any that was changed, put back or taken away. */
export const listChainHeads = async (session: SealingSession, tenantId: string): Promise<ChainHead[]> => {
  const tenant = tenantId.toLowerCase()
  const rows = await session.query<ChainRow>(selectChains`where c.tenant_key = ${tenant} order by c.chain`)
  await requireHeads(session, tenant)
  return rows.map((row) => vouchedFor(session, row))
}

/** Each chain that has records has a head in their tenant. Goes from chain to chain, however many records each has. */
const requireHeads = async (session: Session, tenant: string): Promise<void> => {
  const [orphan] = await session.query<{ chain: string }>(sql`
    with recursive named (chain) as (
      select min(chain) from audit_records
      union all
      select (select min(chain) from audit_records where audit_records.chain > named.chain)
        from named where named.chain is not null
    )
    select chain from named
     where chain is not null
       and (select tenant_key from audit_records where audit_records.chain = named.chain order by number limit 1) = ${tenant}
       and not exists (select 1 from audit_chains c where c.chain = named.chain and c.tenant_key = ${tenant})
     limit 1`)
  if (orphan) throw auditBroken(orphan.chain)
}

/** What a row says, where all of it was written here and its last record is the last that there is. */
const vouchedFor = (session: SealingSession, row: ChainRow): ChainHead => {
  const head = toChainHead(row)
  const { number, hash, first } = head
  const isLast =
    row.last_number === null ? first === number + 1 : Number(row.last_number) === number && row.last_hash === hash
  if (!isLast || row.mac !== macOf(session, head)) throw auditBroken(head.chain)
  return head
}

/** Puts a head in the place of the one before it, which must have been found to be whole. */
export const saveChainHead = async (session: SealingSession, head: ChainHead): Promise<void> => {
  const { chain, tenantId, number, hash, first, checkpoint = null } = head
  await session.query(sql`
    insert into audit_chains (chain, tenant_key, number, hash, first, checkpoint, mac)
    values (${chain}, ${tenantId}, ${number}, ${hash}, ${first}, ${checkpoint}, ${macOf(session, head)})
    on conflict (chain) do update set number = excluded.number, hash = excluded.hash, first = excluded.first,
                                      checkpoint = excluded.checkpoint, mac = excluded.mac`)
}

const macOf = (
  { sealing }: SealingSession,
  { chain, tenantId, number, hash, first, checkpoint = '' }: ChainHead,
): string => sealing.fingerprint('auditChain', chain, tenantId, String(number), hash, String(first), checkpoint)

const toChainHead = (row: ChainRow): ChainHead => ({
  chain: row.chain,
  tenantId: row.tenant_key,
  number: Number(row.number),
  hash: row.hash,
  first: Number(row.first),
  checkpoint: row.checkpoint ?? undefined,
})
