import { type Region, regions } from '../../core/regions.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, partOf, readPage } from '../page.ts'
import { subscriptionPath } from '../paths.ts'
import { LocationReply, toLocationReply } from './schemas.ts'

/** The regions that resources can be made in: the same for every subscription. */
export const listLocations = operation({
  id: 'Subscriptions_ListLocations',
  method: 'GET',
  path: `${subscriptionPath}/locations`,
  action: 'Microsoft.Resources/subscriptions/locations/read',
  summary: 'Lists the regions of a subscription.',
  effect: 'read',
  body: null,
  replies: { 200: pageOf(LocationReply) },

  handle: async ({ subscription, page }) => {
    const keyOf = ({ name }: Region): string => name
    const show = (region: Region) => toLocationReply(region, subscription.id)
    return ok(await readPage(page, { list: partOf(regions, keyOf), keyOf, show }))
  },
})
