import { isJsonObject } from '../core/json.ts'
import { checkName } from '../core/names.ts'
import type { Fault } from '../faults/fault.ts'
import { duplicates, type Place, placesIn, type TextPlace, textsIn, unknowns } from '../faults/places.ts'

const groups = 'subscriptions.*.resourceGroups.*'
const factories = `${groups}.factories.*`
const runtimes = `${factories}.integrationRuntimes.*`

/** What is wrong between the subscriptions of a world and with the names of what is in them. */
export const resourceFaults = (world: Place): Fault[] => [
  ...duplicates(textsIn(world, 'subscriptions.*.id')),
  ...unknowns(
    textsIn(world, 'subscriptions.*.tenantId'),
    textsIn(world, 'tenants.*.id'),
    'is the id of no tenant in this world',
  ),
  ...placesIn(world, 'subscriptions.*').flatMap((one) => duplicates(textsIn(one, 'registeredProviders.*'))),
  ...placesIn(world, 'subscriptions.*').flatMap((one) => duplicates(textsIn(one, 'resourceGroups.*.name'))),
  // Of all subscriptions together: Azure has one namespace for the factories of everybody.
  ...duplicates(textsIn(world, `${factories}.name`)),
  ...placesIn(world, factories).flatMap((one) => duplicates(textsIn(one, 'integrationRuntimes.*.name'))),
  ...placesIn(world, `${runtimes}.properties.typeProperties.linkedInfo`).flatMap(refusalOfLinks),
  ...textsIn(world, `${groups}.name`).flatMap(refusalOf('resourceGroupName')),
  ...textsIn(world, `${factories}.name`).flatMap(refusalOf('factoryName')),
  ...textsIn(world, `${runtimes}.name`).flatMap(refusalOf('integrationRuntimeName')),
]

/** Who may borrow a runtime is told by a role or a key, and there are none before the folder has begun. */
const refusalOfLinks = ({ path, value }: Place): Fault[] =>
  isJsonObject(value)
    ? [{ path, message: 'cannot be in a world: link the runtime with a PUT once the server runs' }]
    : []

/** What the service itself would say to such a name. */
const refusalOf =
  (parameter: string) =>
  ({ path, value }: TextPlace): Fault[] => {
    try {
      checkName(parameter, value)
      return []
    } catch (refusal) {
      return [{ path, message: `is refused. ${refusal instanceof Error ? refusal.message : ''}` }]
    }
  }
