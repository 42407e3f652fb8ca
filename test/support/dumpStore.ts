import { whole } from '../../src/core/range.ts'
import type { FactoryId } from '../../src/core/resourceId.ts'
import type { Reader, Store } from '../../src/core/store.ts'
import { tenantId } from './known.ts'

/** Everything in a store that a caller can change, as one text: it is the same as before when nothing has changed. */
export const dumpStore = (store: Store): Promise<string> =>
  store.read(async (tx) => {
    const subscriptions = await tx.listSubscriptions(tenantId)
    const all = subscriptions.map(async ({ id }) => ({
      id,
      registrations: await tx.listRegistrations(id),
      groups: await tx.listResourceGroups(id, whole),
      factories: await Promise.all(
        (await tx.listFactories({ subscriptionId: id }, whole)).map(async (factory) => ({
          factory,
          runtimes: await dumpRuntimes(tx, factory.id),
        })),
      ),
    }))
    const around = { tenantId, scope: '/', atScope: false, principalId: undefined }
    return JSON.stringify({
      subscriptions: await Promise.all(all),
      roleAssignments: await tx.listRoleAssignmentsAround(around, whole),
      roleDefinitions: await tx.listRoleDefinitions(tenantId),
    })
  })

const dumpRuntimes = async (tx: Reader, of: FactoryId): Promise<object[]> => {
  const runtimes = await tx.listRuntimes(of, whole)
  return Promise.all(
    runtimes.map(async (runtime) => ({
      runtime,
      keys: await tx.findAuthKeys(runtime.uid),
      nodes: await tx.listNodes(runtime.uid),
      links: await tx.listLinks(runtime.uid),
    })),
  )
}

/** The secrets of all keys in a dump. */
export const secretsIn = (dump: string): readonly string[] => dump.match(/(?<=")[A-Za-z0-9+/]{43}=(?=")/g) ?? []
