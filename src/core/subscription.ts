import { CloudError } from './errors.ts'

export interface Tenant {
  readonly id: string
  readonly displayName: string
  readonly defaultDomain: string
}

export interface Subscription {
  readonly id: string
  readonly displayName: string
  readonly tenantId: string
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The refusal of a subscription that is not there. A text that is no GUID is called malformed only then: the
 * documentation's own sample uses an id that is one digit short. First text recorded, second documented.
 */
export const subscriptionNotFound = (id: string): CloudError =>
  guid.test(id)
    ? new CloudError('SubscriptionNotFound', `The subscription '${id}' could not be found.`)
    : new CloudError('InvalidSubscriptionId', `The provided subscription identifier '${id}' is malformed or invalid.`)
