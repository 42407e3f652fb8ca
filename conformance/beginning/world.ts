import type { World, WorldResourceGroup, WorldSubscription } from '../../src/world/worldSchema.ts'
import { mentionedIn } from './mentioned.ts'
import { worldFaults } from './worldFaults.ts'

/** Who replays: Owner of everything. */
export const replayer = {
  clientId: '8f1d3a52-7c0e-4b69-9a34-5d2e6f70b181',
  clientSecret: 'owner-of-the-replay',
} as const

const tenantId = 'b7e4c2d9-1a58-4f36-8e0b-93c6d1f2a547'
const objectId = '3c9a5e71-d240-4d8f-b6a3-0f17e8c4925d'

const tenant: World['tenants'][number] = {
  id: tenantId,
  displayName: 'Conformance',
  defaultDomain: 'conformance.example',
  applications: [{ clientId: replayer.clientId, objectId, displayName: 'replayer', secret: replayer.clientSecret }],
  roleAssignments: [{ principalId: objectId, role: 'Owner', scope: '/' }],
}

/** A resource group, but for its name. */
export type Group = Omit<WorldResourceGroup, 'factories' | 'name'>

/** What a recording says of the world that it began in. */
export interface Said {
  readonly isUnknown: (subscriptionId: string) => boolean
  readonly isUnregistered: (subscriptionId: string) => boolean
  readonly displayNameOf: (subscriptionId: string) => string
  /** Undefined for one that was not there yet. */
  readonly groupOf: (subscriptionId: string, resourceGroupName: string) => Group | undefined
}

/**
 * A world with the subscriptions and resource groups that paths lead through. Names that none can have are left out:
 * there, the recorded answer is a refusal.
 */
export const worldFor = (
  paths: readonly string[],
  { isUnknown, isUnregistered, displayNameOf, groupOf }: Said,
): World => ({
  tenants: [tenant],
  subscriptions: subscriptionsIn(paths)
    .filter((id) => !isUnknown(id) && canStand({ id }))
    .map((id) => ({
      id,
      displayName: displayNameOf(id),
      tenantId,
      registeredProviders: isUnregistered(id) ? [] : ['Microsoft.DataFactory'],
      resourceGroups: groupsIn(paths, id)
        .filter((name) => canStand({ id, resourceGroups: [{ name, location: 'eastus' }] }))
        .flatMap((name) => {
          const group = groupOf(id, name)
          return group ? [{ name, ...group }] : []
        }),
    })),
})

const canStand = (said: Pick<WorldSubscription, 'id' | 'resourceGroups'>): boolean =>
  worldFaults({ tenants: [tenant], subscriptions: [{ displayName: 'any', tenantId, ...said }] }).length === 0

/** Each once, whatever its letter case. */
export const subscriptionsIn = (paths: readonly string[]): readonly string[] =>
  distinct(paths.map((path) => mentionedIn(path).subscriptionId))

const groupsIn = (paths: readonly string[], id: string): readonly string[] =>
  distinct(
    paths
      .map(mentionedIn)
      .filter(({ subscriptionId }) => subscriptionId?.toLowerCase() === id.toLowerCase())
      .map(({ resourceGroupName }) => resourceGroupName),
  )

/** One of those that differ in letter case alone. */
const distinct = (names: readonly (string | undefined)[]): readonly string[] => [
  ...new Map(names.flatMap((name) => (name === undefined ? [] : [[name.toLowerCase(), name] as const]))).values(),
]
