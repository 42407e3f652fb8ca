import { CloudError } from './errors.ts'
import { isGuid } from './guid.ts'

export interface Subscription {
  readonly id: string
  readonly displayName: string
  readonly tenantId: string
}

/**
 * The refusal of a subscription that is not there. A text that is no GUID is called malformed only then: the
 * documentation's own sample uses an id that is one digit short. First text recorded, second documented.
 */
export const subscriptionNotFound = (id: string): CloudError =>
  isGuid(id)
    ? new CloudError('SubscriptionNotFound', `The subscription '${id}' could not be found.`)
    : new CloudError('InvalidSubscriptionId', `The provided subscription identifier '${id}' is malformed or invalid.`)
