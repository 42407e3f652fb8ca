import { namespaceOf } from '../core/resourceType.ts'
import { scopeKey } from '../core/scope.ts'
import type { AuditRecord } from '../core/store/audit.ts'
import { findChainHead, saveChainHead } from './auditChains.ts'
import { keyOf } from './auditSearch.ts'
import { type SealingSession, type Session, sql } from './sql.ts'

/** So many records are forgotten in one change: others come in between. */
const mostForgotten = 1000

export const listChainsBefore = (session: Session, ms: number): Promise<{ chain: string }[]> =>
  session.query(sql`
    select chain from audit_chains
     where (select time_ms from audit_records
             where audit_records.chain = audit_chains.chain and audit_records.number = audit_chains.first) < ${ms}
     order by chain`)

export const findLastBefore = async (
  session: Session,
  chain: string,
  ms: number,
): Promise<Pick<AuditRecord, 'hash' | 'number'> | undefined> => {
  const rows = await session.query<{ number: number; hash: string; time_ms: number }>(sql`
    select number, hash, time_ms from audit_records where chain = ${chain} order by number limit ${mostForgotten}`)
  const kept = rows.findIndex((row) => Number(row.time_ms) >= ms)
  const last = kept < 0 ? rows.at(-1) : rows[kept - 1]
  return last && { number: Number(last.number), hash: last.hash }
}

/** Looks at the end of each chain: what the server tells by itself is never much in a row. */
export const findNewestAuditTime = async (session: Session): Promise<number | undefined> => {
  const [row] = await session.query<{ newest: number | null }>(sql`
    select max((select time_ms from audit_records
                 where audit_records.chain = audit_chains.chain and caller_key <> '' order by number desc limit 1)) as newest
      from audit_chains`)
  return row?.newest === null || row === undefined ? undefined : Number(row.newest)
}

export const listAuditLines = async (
  session: Session,
  chain: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<string[]> => {
  const rows = await session.query<{ line: string }>(sql`
    select line from audit_records where chain = ${chain} and number > ${after} order by number limit ${limit}`)
  return rows.map(({ line }) => line)
}

export const addAuditRecord = async (session: SealingSession, record: AuditRecord): Promise<void> => {
  const { chain, number, hash, line, entry } = record
  const { id, time, tenantId, subscriptionId, resourceId, outcome, caller, correlationId } = entry
  // Looked at here, too: what is written anew must not vouch for what somebody else has written.
  const before = await findChainHead(session, chain)
  await session.query(sql`
    insert into audit_records (chain, number, hash, id, time_ms, tenant_key, subscription_key, resource_key, provider_key,
                               outcome_key, caller_key, caller_name_key, correlation_key, line)
    values (${chain}, ${number}, ${hash}, ${id}, ${Date.parse(time)}, ${keyOf(tenantId)}, ${keyOf(subscriptionId)},
            ${scopeKey(resourceId)}, ${keyOf(namespaceOf(resourceId))}, ${keyOf(outcome)}, ${keyOf(caller.objectId)},
            ${keyOf(caller.name)}, ${keyOf(correlationId)}, ${line})`)
  const begun = { chain, tenantId: keyOf(tenantId), first: number, checkpoint: undefined }
  await saveChainHead(session, { ...begun, ...before, number, hash })
}

export const forgetAuditRecords = async (
  session: SealingSession,
  chain: string,
  { number, checkpoint }: { readonly number: number; readonly checkpoint: string },
): Promise<void> => {
  const head = await findChainHead(session, chain)
  if (!head) return
  await session.query(sql`delete from audit_records where chain = ${chain} and number <= ${number}`)
  await saveChainHead(session, { ...head, first: number + 1, checkpoint })
}
