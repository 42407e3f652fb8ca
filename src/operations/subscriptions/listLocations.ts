import { Type } from 'typebox'
import { regions } from '../../core/regions.ts'
import { ok, operation } from '../operation.ts'
import { subscriptionPath } from '../paths.ts'
import { LocationReply, toLocationReply } from './schemas.ts'

const LocationsReply = Type.Object({ value: Type.Array(LocationReply) }, { additionalProperties: false })

/**
 * The regions that resources can be made in: the same for every subscription. The one list that comes whole, as
 * documented: clients look for no second page of it.
 */
export const listLocations = operation({
  id: 'Subscriptions_ListLocations',
  method: 'GET',
  path: `${subscriptionPath}/locations`,
  action: 'Microsoft.Resources/subscriptions/locations/read',
  summary: 'Lists the regions of a subscription.',
  effect: 'read',
  body: null,
  replies: { 200: LocationsReply },

  handle: async ({ subscription }) => ok({ value: regions.map((region) => toLocationReply(region, subscription.id)) }),
})
