import type { RoleDefinition } from '../../core/access/roleDefinition.ts'
import { parseRoleFilter } from '../../core/access/roleFilter.ts'
import { visibleRoles } from '../../core/access/visibleRoles.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'
import { roleDefinitionsPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { RoleDefinitionReply, toRoleDefinitionReply } from './schemas.ts'

/**
 * The roles that can be assigned at a scope, Azure's own among them; with `atScopeAndBelow()` also those that can be
 * assigned below it alone. By id.
 *
 * @throws CloudError `UnsupportedQuery`.
 */
export const list = operation({
  id: 'RoleDefinitions_List',
  method: 'GET',
  path: roleDefinitionsPath,
  action: 'Microsoft.Authorization/roleDefinitions/read',
  isOpenAtTenant: true,
  summary: 'Lists the roles that can be given at a scope.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(RoleDefinitionReply) },
  filter: "atScopeAndBelow(), roleName eq '…', type eq 'BuiltInRole' or 'CustomRole', each once, joined by 'and'.",

  handle: async ({ target, caller, filter, page }, tx) => {
    const scope = await requireScopeThere(tx, target)
    const { below, fits } = parseRoleFilter(filter)
    const wanted = (await visibleRoles(tx, { caller, scope, below })).filter(fits)
    const keyOf = ({ id }: RoleDefinition): string => id
    const show = (role: RoleDefinition) => toRoleDefinitionReply(role, scope)
    return ok(await readPage(page, { list: partOf(wanted, keyOf), keyOf, show }))
  },
})
