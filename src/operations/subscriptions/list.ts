import { formatSubscriptionId } from '../../core/resourceId.ts'
import { touches } from '../../core/scope.ts'
import type { Subscription } from '../../core/subscription.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'
import { SubscriptionReply, toSubscriptionReply } from './schemas.ts'

/** The subscriptions of the caller's tenant in which the caller has any role, on the whole or on a part of them. */
export const list = operation({
  id: 'Subscriptions_List',
  method: 'GET',
  path: '/subscriptions',
  action: undefined,
  summary: 'Lists the subscriptions that the caller can see.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(SubscriptionReply) },

  handle: async ({ caller, page }, tx) => {
    const assignments = await tx.listRoleAssignments(caller.tenantId, caller.objectId)
    const subscriptions = await tx.listSubscriptions(caller.tenantId)
    const visible = subscriptions.filter(({ id }) =>
      assignments.some(({ scope }) => touches(scope, formatSubscriptionId(id))),
    )
    const keyOf = ({ id }: Subscription): string => id
    return ok(await readPage(page, { list: partOf(visible, keyOf), keyOf, show: toSubscriptionReply }))
  },
})
