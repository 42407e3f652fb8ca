import type { Principal } from '../core/principal.ts'
import { type Session, sql, sqlAfter } from './sql.ts'

interface PrincipalRow {
  tenant_id: string
  object_id: string
  kind: Principal['kind']
  name: string
  display_name: string
  secret_hash: string | null
  registration: string | null
}

const select = sqlAfter(`
  select tenants.id as tenant_id, object_id, kind, name, principals.display_name, secret_hash, registration
    from principals join tenants on tenants.key = tenant_key`)

export const findPrincipal = async (
  session: Session,
  tenantId: string,
  name: string,
): Promise<Principal | undefined> => {
  const [row] = await session.query<PrincipalRow>(
    select`where tenant_key = ${tenantId.toLowerCase()} and name_key = ${name.toLowerCase()}`,
  )
  return row && toPrincipal(row)
}

export const listPrincipalsNamed = async (session: Session, name: string): Promise<Principal[]> => {
  const rows = await session.query<PrincipalRow>(select`where name_key = ${name.toLowerCase()} order by tenant_key`)
  return rows.map(toPrincipal)
}

export const findPrincipalById = async (
  session: Session,
  tenantId: string,
  objectId: string,
): Promise<Principal | undefined> => {
  const [row] = await session.query<PrincipalRow>(
    select`where tenant_key = ${tenantId.toLowerCase()} and object_id = ${objectId.toLowerCase()}`,
  )
  return row && toPrincipal(row)
}

export const listPrincipals = async (
  session: Session,
  tenantId: string,
  kind: Principal['kind'],
): Promise<Principal[]> => {
  const rows = await session.query<PrincipalRow>(
    select`where tenant_key = ${tenantId.toLowerCase()} and kind = ${kind} order by name_key`,
  )
  return rows.map(toPrincipal)
}

export const savePrincipal = async (session: Session, principal: Principal): Promise<void> => {
  const { tenantId, objectId, kind, name, displayName, secretHash, registration } = principal
  await session.query(sql`
    insert into principals (tenant_key, name_key, object_id, kind, name, display_name, secret_hash, registration)
    values (${tenantId.toLowerCase()}, ${name.toLowerCase()}, ${objectId}, ${kind}, ${name}, ${displayName},
            ${secretHash ?? null}, ${registration ? JSON.stringify(registration) : null})
    on conflict (tenant_key, name_key) do update set object_id = excluded.object_id, kind = excluded.kind,
      name = excluded.name, display_name = excluded.display_name, secret_hash = excluded.secret_hash,
      registration = excluded.registration`)
}

const toPrincipal = (row: PrincipalRow): Principal => ({
  tenantId: row.tenant_id,
  objectId: row.object_id,
  kind: row.kind,
  name: row.name,
  displayName: row.display_name,
  secretHash: row.secret_hash ?? undefined,
  ...(row.registration !== null && { registration: JSON.parse(row.registration) }),
})
