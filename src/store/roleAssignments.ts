import type { AssignmentFilter, PrincipalType, RoleAssignment } from '../core/access/roleAssignment.ts'
import type { Range } from '../core/range.ts'
import { scopeKey } from '../core/scope.ts'
import { behindSlash, type Session, sql, sqlAfter } from './sql.ts'

interface RoleAssignmentRow {
  id: string
  tenant_id: string
  principal_id: string
  principal_type: PrincipalType
  role_definition_id: string
  scope: string
  description: string | null
  created_on: string
  updated_on: string
  created_by: string | null
  updated_by: string | null
}

const select = sqlAfter(`
  select id, tenant_id, principal_id, principal_type, role_definition_id, scope, description, created_on, updated_on,
         created_by, updated_by
    from role_assignments`)

export const listRoleAssignments = async (
  session: Session,
  tenantId: string,
  principalId: string,
): Promise<RoleAssignment[]> => {
  const rows = await session.query<RoleAssignmentRow>(
    select`where tenant_id = ${tenantId.toLowerCase()} and principal_key = ${principalId.toLowerCase()} order by id`,
  )
  return rows.map(toRoleAssignment)
}

export const findRoleAssignment = async (
  session: Session,
  tenantId: string,
  id: string,
): Promise<RoleAssignment | undefined> => {
  const [row] = await session.query<RoleAssignmentRow>(
    select`where id = ${id.toLowerCase()} and tenant_id = ${tenantId.toLowerCase()}`,
  )
  return row && toRoleAssignment(row)
}

/** A scope is above another if the other, with a slash behind, begins with it, with a slash behind. */
export const listRoleAssignmentsAround = async (
  session: Session,
  { tenantId, scope, atScope, principalId }: AssignmentFilter,
  { after, limit }: Range,
): Promise<RoleAssignment[]> => {
  const at = `${scopeKey(scope)}/`
  const rows = await session.query<RoleAssignmentRow>(select`
    where tenant_id = ${tenantId.toLowerCase()} and id > ${after}
      and (substr(${at}, 1, length(scope_key) + 1) = scope_key || '/'
           or (${atScope ? 0 : 1} = 1 and substr(scope_key || '/', 1, length(${at})) = ${at}))
      and principal_key = coalesce(${principalId?.toLowerCase() ?? null}, principal_key)
    order by id limit ${limit}`)
  return rows.map(toRoleAssignment)
}

export const listScopesOfRole = async (
  session: Session,
  tenantId: string,
  roleDefinitionId: string,
): Promise<string[]> => {
  const rows = await session.query<Pick<RoleAssignmentRow, 'scope'>>(sql`
    select min(scope) as scope from role_assignments
     where tenant_id = ${tenantId.toLowerCase()} and role_definition_id = ${roleDefinitionId.toLowerCase()}
     group by scope_key order by scope_key`)
  return rows.map(({ scope }) => scope)
}

export const countRoleAssignments = async (session: Session, tenantId: string): Promise<number> => {
  const [row] = await session.query<{ count: number }>(sql`
    select count(*) as count from role_assignments where tenant_id = ${tenantId.toLowerCase()}`)
  return Number(row?.count)
}

export const saveRoleAssignment = async (session: Session, assignment: RoleAssignment): Promise<void> => {
  const { id, tenantId, principalId, roleDefinitionId, scope } = assignment
  await session.query(sql`
    insert into role_assignments (id, tenant_id, principal_key, principal_id, principal_type, role_definition_id, scope,
                                  scope_key, description, created_on, updated_on, created_by, updated_by)
    values (${id.toLowerCase()}, ${tenantId.toLowerCase()}, ${principalId.toLowerCase()}, ${principalId},
            ${assignment.principalType}, ${roleDefinitionId.toLowerCase()}, ${scope}, ${scopeKey(scope)},
            ${assignment.description ?? null}, ${assignment.createdOn}, ${assignment.updatedOn},
            ${assignment.createdBy ?? null}, ${assignment.updatedBy ?? null})
    on conflict (tenant_id, id) do update set description = excluded.description, updated_on = excluded.updated_on,
      updated_by = excluded.updated_by`)
}

export const deleteRoleAssignment = async (session: Session, tenantId: string, id: string): Promise<boolean> => {
  const rows = await session.query(sql`
    delete from role_assignments where id = ${id.toLowerCase()} and tenant_id = ${tenantId.toLowerCase()} returning id`)
  return rows.length > 0
}

export const deleteRoleAssignmentsWithin = async (session: Session, scope: string): Promise<void> => {
  const key = scopeKey(scope)
  await session.query(sql`
    delete from role_assignments
     where scope_key = ${key} or (scope_key > ${`${key}/`} and scope_key < ${`${key}${behindSlash}`})`)
}

const toRoleAssignment = (row: RoleAssignmentRow): RoleAssignment => ({
  id: row.id,
  tenantId: row.tenant_id,
  principalId: row.principal_id,
  principalType: row.principal_type,
  roleDefinitionId: row.role_definition_id,
  scope: row.scope,
  description: row.description ?? undefined,
  createdOn: row.created_on,
  updatedOn: row.updated_on,
  createdBy: row.created_by ?? undefined,
  updatedBy: row.updated_by ?? undefined,
})
