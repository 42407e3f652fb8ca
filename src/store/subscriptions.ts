import type { Subscription } from '../core/subscription.ts'
import { type Session, sql, sqlAfter } from './sql.ts'

interface SubscriptionRow {
  id: string
  display_name: string
  tenant_id: string
}

const select = sqlAfter('select id, display_name, tenant_id from subscriptions')

export const findSubscription = async (session: Session, id: string): Promise<Subscription | undefined> => {
  const [row] = await session.query<SubscriptionRow>(select`where key = ${id.toLowerCase()}`)
  return row && toSubscription(row)
}

export const listSubscriptions = async (session: Session, tenantId: string): Promise<Subscription[]> => {
  const rows = await session.query<SubscriptionRow>(select`where tenant_key = ${tenantId.toLowerCase()} order by key`)
  return rows.map(toSubscription)
}

export const saveSubscription = async (
  session: Session,
  { id, displayName, tenantId }: Subscription,
): Promise<void> => {
  await session.query(sql`
    insert into subscriptions (key, id, display_name, tenant_id, tenant_key)
    values (${id.toLowerCase()}, ${id}, ${displayName}, ${tenantId}, ${tenantId.toLowerCase()})
    on conflict (key) do update set display_name = excluded.display_name, tenant_id = excluded.tenant_id,
      tenant_key = excluded.tenant_key`)
}

const toSubscription = (row: SubscriptionRow): Subscription => ({
  id: row.id,
  displayName: row.display_name,
  tenantId: row.tenant_id,
})
