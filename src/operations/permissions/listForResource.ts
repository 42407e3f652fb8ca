import { grantsAt } from '../../core/access/grants.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'
import { permissionsPath } from '../paths.ts'
import { requireScopeThere } from '../requireScopeThere.ts'
import { PermissionReply, toPermissionReply } from '../roleDefinitions/schemas.ts'

/** What the caller may do at a scope: what each role that holds there allows and excludes, by assignment. */
export const listForResource = operation({
  id: 'Permissions_ListForResource',
  method: 'GET',
  path: permissionsPath,
  action: 'Microsoft.Authorization/permissions/read',
  summary: 'Lists what the caller may do at a scope.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(PermissionReply) },

  handle: async ({ target, caller, page }, tx) => {
    const scope = await requireScopeThere(tx, target)
    const grants = await grantsAt(tx, caller, scope)
    const entries = grants.flatMap(({ id, role }) =>
      role.permissions.map((permission, index) => ({ key: `${id}/${String(index).padStart(5, '0')}`, permission })),
    )
    const keyOf = ({ key }: (typeof entries)[number]): string => key
    const show = ({ permission }: (typeof entries)[number]) => toPermissionReply(permission)
    return ok(await readPage(page, { list: partOf(entries, keyOf), keyOf, show }))
  },
})
