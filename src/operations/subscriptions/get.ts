import { ok, operation } from '../operation.ts'
import { subscriptionPath } from '../paths.ts'
import { SubscriptionReply, toSubscriptionReply } from './schemas.ts'

/** Shows one subscription, which the front door has found. */
export const get = operation({
  id: 'Subscriptions_Get',
  method: 'GET',
  path: subscriptionPath,
  action: 'Microsoft.Resources/subscriptions/read',
  summary: 'Shows a subscription.',
  effect: 'read',
  body: null,
  replies: { 200: SubscriptionReply },

  handle: async ({ subscription }) => ok(toSubscriptionReply(subscription)),
})
