import type { StoredWorld } from '../core/storedWorld.ts'
import { type Session, sql } from './sql.ts'

interface WorldRow {
  fingerprint: string
  is_built_in: number
  tenant_id: string
  subscription_id: string | null
  client_id: string | null
}

export const findWorld = async (session: Session): Promise<StoredWorld | undefined> => {
  const [row] = await session.query<WorldRow>(sql`
    select fingerprint, is_built_in, tenant_id, subscription_id, client_id from worlds`)
  return row && toStoredWorld(row)
}

export const addWorld = async (session: Session, world: StoredWorld): Promise<void> => {
  const { fingerprint, isBuiltIn, tenantId, subscriptionId, clientId } = world
  await session.query(sql`
    insert into worlds (fingerprint, is_built_in, tenant_id, subscription_id, client_id)
    values (${fingerprint}, ${isBuiltIn ? 1 : 0}, ${tenantId}, ${subscriptionId ?? null}, ${clientId ?? null})`)
}

const toStoredWorld = (row: WorldRow): StoredWorld => ({
  fingerprint: row.fingerprint,
  isBuiltIn: row.is_built_in === 1,
  tenantId: row.tenant_id,
  subscriptionId: row.subscription_id ?? undefined,
  clientId: row.client_id ?? undefined,
})
