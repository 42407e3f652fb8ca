import type { LongRunningOperation } from '../core/longRunning.ts'
import { type Session, sql } from './sql.ts'

interface OperationRow {
  id: string
  deed: LongRunningOperation['deed']
  subscription_id: string
  runtime_uid: string | null
  ends_at: number
}

export const findBegun = async (session: Session, id: string): Promise<LongRunningOperation | undefined> => {
  const [row] = await session.query<OperationRow>(sql`
    select id, deed, subscription_id, runtime_uid, ends_at
      from long_running_operations where id = ${id.toLowerCase()}`)
  return row && toOperation(row)
}

export const addBegun = async (session: Session, operation: LongRunningOperation): Promise<void> => {
  const { id, deed, subscriptionId, runtimeUid, endsAt } = operation
  await session.query(sql`
    insert into long_running_operations (id, deed, subscription_key, subscription_id, runtime_uid, ends_at)
    values (${id}, ${deed}, ${subscriptionId.toLowerCase()}, ${subscriptionId}, ${runtimeUid ?? null}, ${endsAt})`)
}

export const forgetBegunBefore = async (session: Session, ms: number): Promise<void> => {
  await session.query(sql`delete from long_running_operations where ends_at < ${ms}`)
}

const toOperation = (row: OperationRow): LongRunningOperation => ({
  id: row.id,
  deed: row.deed,
  subscriptionId: row.subscription_id,
  runtimeUid: row.runtime_uid ?? undefined,
  endsAt: Number(row.ends_at),
})
