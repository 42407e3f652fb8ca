import { activityFilterWords } from '../../core/audit/activityFilter.ts'
import { activityLogQuery, listActivity } from '../activityLog.ts'
import { ok, operation } from '../operation.ts'
import { pageOf } from '../page.ts'
import { eventsPath, subscriptionPath } from '../paths.ts'
import { EventDataReply } from './schemas.ts'

/**
 * What was done in a subscription, and what was refused there for want of a role. Documented, as its `$filter` is.
 *
 * @throws CloudError `BadRequest` for a `$filter` or a `$select` that is not valid.
 */
export const list = operation({
  id: 'ActivityLogs_List',
  method: 'GET',
  path: `${subscriptionPath}${eventsPath}`,
  action: 'Microsoft.Insights/eventtypes/values/read',
  summary: 'Lists what was done in a subscription.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(EventDataReply) },
  filter: `Required. ${activityFilterWords}.`,
  query: activityLogQuery,

  handle: async ({ subscription, caller, filter, query, page }, tx) =>
    ok(await listActivity(tx, { caller, subscriptionId: subscription.id, filter, select: query('$select'), page })),
})
