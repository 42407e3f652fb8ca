import { activityFilterWords } from '../../core/audit/activityFilter.ts'
import { activityLogQuery, listActivity } from '../activityLog.ts'
import { EventDataReply } from '../activityLogs/schemas.ts'
import { ok, operation } from '../operation.ts'
import { pageOf } from '../page.ts'
import { eventsPath } from '../paths.ts'

/**
 * What was done in the caller's tenant and in no subscription: roles at its root, the keyring. Documented.
 *
 * @throws CloudError `BadRequest` for a `$filter` or a `$select` that is not valid.
 */
export const list = operation({
  id: 'TenantActivityLogs_List',
  method: 'GET',
  path: eventsPath,
  action: 'Microsoft.Insights/eventtypes/values/read',
  summary: 'Lists what was done in the tenant, outside of its subscriptions.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(EventDataReply) },
  filter: `${activityFilterWords}.`,
  query: activityLogQuery,

  handle: async ({ caller, filter, query, page }, tx) =>
    ok(await listActivity(tx, { caller, subscriptionId: undefined, filter, select: query('$select'), page })),
})
