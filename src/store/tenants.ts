import type { Tenant } from '../core/tenant.ts'
import { type Session, sql } from './sql.ts'

interface TenantRow {
  id: string
  display_name: string
  default_domain: string
}

export const findTenant = async (session: Session, idOrDomain: string): Promise<Tenant | undefined> => {
  const key = idOrDomain.toLowerCase()
  const [row] = await session.query<TenantRow>(sql`
    select id, display_name, default_domain from tenants where key = ${key} or domain_key = ${key}`)
  return row && toTenant(row)
}

export const saveTenant = async (session: Session, { id, displayName, defaultDomain }: Tenant): Promise<void> => {
  await session.query(sql`
    insert into tenants (key, id, display_name, default_domain, domain_key)
    values (${id.toLowerCase()}, ${id}, ${displayName}, ${defaultDomain}, ${defaultDomain.toLowerCase()})
    on conflict (key) do update set display_name = excluded.display_name, default_domain = excluded.default_domain,
      domain_key = excluded.domain_key`)
}

const toTenant = (row: TenantRow): Tenant => ({
  id: row.id,
  displayName: row.display_name,
  defaultDomain: row.default_domain,
})
