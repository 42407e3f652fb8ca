import type { RoleAssignment } from '../core/permissions.ts'
import { type Session, sql } from './sql.ts'

interface RoleAssignmentRow {
  id: string
  tenant_id: string
  principal_id: string
  role_definition_id: string
  scope: string
}

export const listRoleAssignments = async (session: Session, principalId: string): Promise<RoleAssignment[]> => {
  const rows = await session.query<RoleAssignmentRow>(sql`
    select id, tenant_id, principal_id, role_definition_id, scope
      from role_assignments where principal_key = ${principalId.toLowerCase()}`)
  return rows.map(toRoleAssignment)
}

export const saveRoleAssignment = async (session: Session, assignment: RoleAssignment): Promise<void> => {
  const { id, tenantId, principalId, roleDefinitionId, scope } = assignment
  await session.query(sql`
    insert into role_assignments (id, tenant_id, principal_key, principal_id, role_definition_id, scope)
    values (${id}, ${tenantId}, ${principalId.toLowerCase()}, ${principalId}, ${roleDefinitionId}, ${scope})
    on conflict (id) do update set principal_key = excluded.principal_key, principal_id = excluded.principal_id,
      role_definition_id = excluded.role_definition_id, scope = excluded.scope`)
}

const toRoleAssignment = (row: RoleAssignmentRow): RoleAssignment => ({
  id: row.id,
  tenantId: row.tenant_id,
  principalId: row.principal_id,
  roleDefinitionId: row.role_definition_id,
  scope: row.scope,
})
