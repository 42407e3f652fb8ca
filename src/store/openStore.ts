import type { Reader, Store, Transaction } from '../core/store.ts'
import { findAuthKeys, saveAuthKey } from './authKeys.ts'
import { deleteFactory, findFactory, findFactoryNamed, listFactories, saveFactory } from './factories.ts'
import { deleteRuntime, findRuntime, listRuntimes, saveRuntime } from './integrationRuntimes.ts'
import { migrate } from './migrate.ts'
import { findPrincipal, savePrincipal } from './principals.ts'
import { listRegistrations, saveRegistration } from './registrations.ts'
import { deleteResourceGroup, findResourceGroup, listResourceGroups, saveResourceGroup } from './resourceGroups.ts'
import { listRoleAssignments, saveRoleAssignment } from './roleAssignments.ts'
import { listSigningKeys, saveSigningKey } from './signingKeys.ts'
import type { Database, Session } from './sql.ts'
import { findSubscription, listSubscriptions, saveSubscription } from './subscriptions.ts'
import { findTenant, saveTenant } from './tenants.ts'
import { findWorld, saveWorld } from './worlds.ts'

/**
 * Brings the schema up to date and gives the core what it asked for. Closing the store closes the database.
 *
 * @throws StartError for a database that a newer version has written; the database is closed then.
 */
export const openStore = async (db: Database): Promise<Store> => {
  try {
    await migrate(db)
  } catch (error) {
    await db.close()
    throw error
  }
  const reader = readerOn(db.reader)
  return {
    read: (work) => work(reader),
    change: (work) => db.change((session) => work(transactionOn(session))),
    close: () => db.close(),
  }
}

const readerOn = (session: Session): Reader => ({
  findTenant: (idOrDomain) => findTenant(session, idOrDomain),
  findPrincipal: (tenantId, name) => findPrincipal(session, tenantId, name),
  listRoleAssignments: (principalId) => listRoleAssignments(session, principalId),
  listSigningKeys: () => listSigningKeys(session),
  findSubscription: (id) => findSubscription(session, id),
  listSubscriptions: (tenantId) => listSubscriptions(session, tenantId),
  listRegistrations: (subscriptionId) => listRegistrations(session, subscriptionId),
  findResourceGroup: (id) => findResourceGroup(session, id),
  listResourceGroups: (subscriptionId) => listResourceGroups(session, subscriptionId),
  findFactory: (id) => findFactory(session, id),
  findFactoryNamed: (factoryName) => findFactoryNamed(session, factoryName),
  listFactories: (of) => listFactories(session, of),
  findRuntime: (id) => findRuntime(session, id),
  listRuntimes: (of) => listRuntimes(session, of),
  findAuthKeys: (runtimeUid) => findAuthKeys(session, runtimeUid),
  findWorld: () => findWorld(session),
})

const transactionOn = (session: Session): Transaction => ({
  ...readerOn(session),
  saveTenant: (tenant) => saveTenant(session, tenant),
  savePrincipal: (principal) => savePrincipal(session, principal),
  saveRoleAssignment: (assignment) => saveRoleAssignment(session, assignment),
  saveSigningKey: (key) => saveSigningKey(session, key),
  saveSubscription: (subscription) => saveSubscription(session, subscription),
  saveRegistration: (subscriptionId, namespace) => saveRegistration(session, subscriptionId, namespace),
  saveResourceGroup: (group) => saveResourceGroup(session, group),
  deleteResourceGroup: (id) => deleteResourceGroup(session, id),
  saveFactory: (factory) => saveFactory(session, factory),
  deleteFactory: (id) => deleteFactory(session, id),
  saveRuntime: (runtime) => saveRuntime(session, runtime),
  deleteRuntime: (id) => deleteRuntime(session, id),
  saveAuthKey: (runtimeUid, name, secret) => saveAuthKey(session, runtimeUid, { name, secret }),
  saveWorld: (world) => saveWorld(session, world),
})
