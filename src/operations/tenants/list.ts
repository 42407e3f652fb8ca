import { type Static, Type } from 'typebox'
import type { Tenant } from '../../core/tenant.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'

const TenantReply = Type.Object(
  {
    id: Type.String(),
    tenantId: Type.String(),
    displayName: Type.String(),
    defaultDomain: Type.String(),
    tenantCategory: Type.Literal('Home'),
  },
  { additionalProperties: false },
)

/** The tenant that the caller has signed in to: no caller is at home in two. */
export const list = operation({
  id: 'Tenants_List',
  method: 'GET',
  path: '/tenants',
  action: undefined,
  summary: 'Shows the tenant of the caller.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(TenantReply) },

  handle: async ({ caller, page }, tx) => {
    const tenant = await tx.findTenant(caller.tenantId)
    const keyOf = ({ id }: Tenant): string => id
    return ok(await readPage(page, { list: partOf(tenant ? [tenant] : [], keyOf), keyOf, show: toTenantReply }))
  },
})

const toTenantReply = ({ id, displayName, defaultDomain }: Tenant): Static<typeof TenantReply> => ({
  id: `/tenants/${id}`,
  tenantId: id,
  displayName,
  defaultDomain,
  tenantCategory: 'Home',
})
