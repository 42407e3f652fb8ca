import type { CustomRole, RoleDefinition } from '../core/access/roleDefinition.ts'
import { type Session, sql, sqlAfter } from './sql.ts'

interface RoleDefinitionRow {
  id: string
  tenant_id: string
  name: string
  description: string
  permissions: string
  assignable_scopes: string
  created_on: string
  updated_on: string
  created_by: string
  updated_by: string
}

const select = sqlAfter(`
  select id, tenant_id, name, description, permissions, assignable_scopes, created_on, updated_on, created_by, updated_by
    from role_definitions`)

export const findRoleDefinition = async (
  session: Session,
  tenantId: string,
  id: string,
): Promise<RoleDefinition | undefined> => {
  const [row] = await session.query<RoleDefinitionRow>(
    select`where id = ${id.toLowerCase()} and tenant_id = ${tenantId.toLowerCase()}`,
  )
  return row && toRoleDefinition(row)
}

export const listRoleDefinitions = async (session: Session, tenantId: string): Promise<RoleDefinition[]> => {
  const rows = await session.query<RoleDefinitionRow>(select`where tenant_id = ${tenantId.toLowerCase()} order by id`)
  return rows.map(toRoleDefinition)
}

export const saveRoleDefinition = async (
  session: Session,
  { id, name, description, permissions, assignableScopes, custom }: RoleDefinition & { readonly custom: CustomRole },
): Promise<void> => {
  const { tenantId, createdOn, updatedOn, createdBy, updatedBy } = custom
  await session.query(sql`
    insert into role_definitions (id, tenant_id, name, name_key, description, permissions, assignable_scopes, created_on,
                                  updated_on, created_by, updated_by)
    values (${id.toLowerCase()}, ${tenantId.toLowerCase()}, ${name}, ${name.toLowerCase()}, ${description},
            ${JSON.stringify(permissions)}, ${JSON.stringify(assignableScopes)}, ${createdOn}, ${updatedOn}, ${createdBy},
            ${updatedBy})
    on conflict (tenant_id, id) do update set name = excluded.name, name_key = excluded.name_key,
      description = excluded.description, permissions = excluded.permissions,
      assignable_scopes = excluded.assignable_scopes, updated_on = excluded.updated_on, updated_by = excluded.updated_by`)
}

export const deleteRoleDefinition = async (session: Session, tenantId: string, id: string): Promise<boolean> => {
  const rows = await session.query(sql`
    delete from role_definitions where id = ${id.toLowerCase()} and tenant_id = ${tenantId.toLowerCase()} returning id`)
  return rows.length > 0
}

const toRoleDefinition = (row: RoleDefinitionRow): RoleDefinition => ({
  id: row.id,
  name: row.name,
  description: row.description,
  permissions: JSON.parse(row.permissions),
  assignableScopes: JSON.parse(row.assignable_scopes),
  custom: {
    tenantId: row.tenant_id,
    createdOn: row.created_on,
    updatedOn: row.updated_on,
    createdBy: row.created_by,
    updatedBy: row.updated_by,
  },
})
