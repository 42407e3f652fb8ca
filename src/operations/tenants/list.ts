import { type Static, Type } from 'typebox'
import type { Tenant } from '../../core/tenant.ts'
import { ok, operation } from '../operation.ts'
import { listOf } from '../schemas.ts'

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
  replies: { 200: listOf(TenantReply) },

  handle: async ({ caller }, tx) => {
    const tenant = await tx.findTenant(caller.tenantId)
    return ok({ value: tenant ? [toTenantReply(tenant)] : [] })
  },
})

const toTenantReply = ({ id, displayName, defaultDomain }: Tenant): Static<typeof TenantReply> => ({
  id: `/tenants/${id}`,
  tenantId: id,
  displayName,
  defaultDomain,
  tenantCategory: 'Home',
})
