import type { Reader, Store, Transaction } from '../core/store.ts'
import { findAuthKeys, saveAuthKey } from './authKeys.ts'
import {
  deleteFactory,
  findFactory,
  findFactoryNamed,
  findFactoryOfPrincipal,
  listFactories,
  saveFactory,
} from './factories.ts'
import { deleteRuntime, findRuntime, findRuntimeByUid, listRuntimes, saveRuntime } from './integrationRuntimes.ts'
import { deleteLinkOf, deleteLinks, findLinkOf, listLinks, listLinksInto, saveLink } from './links.ts'
import { addBegun, findBegun, forgetBegunBefore } from './longRunningOperations.ts'
import { migrate } from './migrate.ts'
import { deleteNode, findNode, listNodes, saveNode } from './nodes.ts'
import { findPrincipal, findPrincipalById, savePrincipal } from './principals.ts'
import { deleteRegistration, listRegistrations, saveRegistration } from './registrations.ts'
import { deleteResourceGroup, findResourceGroup, listResourceGroups, saveResourceGroup } from './resourceGroups.ts'
import {
  countRoleAssignments,
  deleteRoleAssignment,
  deleteRoleAssignmentsWithin,
  findRoleAssignment,
  listRoleAssignments,
  listRoleAssignmentsAround,
  listScopesOfRole,
  saveRoleAssignment,
} from './roleAssignments.ts'
import { deleteRoleDefinition, findRoleDefinition, listRoleDefinitions, saveRoleDefinition } from './roleDefinitions.ts'
import { addServerSecret, findServerSecret } from './serverSecrets.ts'
import { listSigningKeys, saveSigningKey } from './signingKeys.ts'
import type { Database, Session } from './sql.ts'
import { findSubscription, listSubscriptions, saveSubscription } from './subscriptions.ts'
import { findTenant, saveTenant } from './tenants.ts'
import { addWorld, findWorld } from './worlds.ts'

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
  findPrincipalById: (tenantId, objectId) => findPrincipalById(session, tenantId, objectId),
  listRoleAssignments: (tenantId, principalId) => listRoleAssignments(session, tenantId, principalId),
  findRoleAssignment: (tenantId, id) => findRoleAssignment(session, tenantId, id),
  listRoleAssignmentsAround: (of, range) => listRoleAssignmentsAround(session, of, range),
  findRoleDefinition: (tenantId, id) => findRoleDefinition(session, tenantId, id),
  listRoleDefinitions: (tenantId) => listRoleDefinitions(session, tenantId),
  listScopesOfRole: (tenantId, roleDefinitionId) => listScopesOfRole(session, tenantId, roleDefinitionId),
  countRoleAssignments: (tenantId) => countRoleAssignments(session, tenantId),
  listSigningKeys: () => listSigningKeys(session),
  findSubscription: (id) => findSubscription(session, id),
  listSubscriptions: (tenantId) => listSubscriptions(session, tenantId),
  listRegistrations: (subscriptionId) => listRegistrations(session, subscriptionId),
  findResourceGroup: (id) => findResourceGroup(session, id),
  listResourceGroups: (subscriptionId, range) => listResourceGroups(session, subscriptionId, range),
  findFactory: (id) => findFactory(session, id),
  findFactoryNamed: (factoryName) => findFactoryNamed(session, factoryName),
  findFactoryOfPrincipal: (principalId) => findFactoryOfPrincipal(session, principalId),
  listFactories: (of, range) => listFactories(session, of, range),
  findRuntime: (id) => findRuntime(session, id),
  findRuntimeByUid: (uid) => findRuntimeByUid(session, uid),
  listRuntimes: (of, range) => listRuntimes(session, of, range),
  findAuthKeys: (runtimeUid) => findAuthKeys(session, runtimeUid),
  findNode: (runtimeUid, nodeName) => findNode(session, runtimeUid, nodeName),
  listNodes: (runtimeUid) => listNodes(session, runtimeUid),
  listLinks: (sharedUid) => listLinks(session, sharedUid),
  findLinkOf: (linkedUid) => findLinkOf(session, linkedUid),
  listLinksInto: (scope) => listLinksInto(session, scope),
  findBegun: (id) => findBegun(session, id),
  findServerSecret: (name) => findServerSecret(session, name),
  findWorld: () => findWorld(session),
})

const transactionOn = (session: Session): Transaction => ({
  ...readerOn(session),
  saveTenant: (tenant) => saveTenant(session, tenant),
  savePrincipal: (principal) => savePrincipal(session, principal),
  saveRoleAssignment: (assignment) => saveRoleAssignment(session, assignment),
  deleteRoleAssignment: (tenantId, id) => deleteRoleAssignment(session, tenantId, id),
  deleteRoleAssignmentsWithin: (scope) => deleteRoleAssignmentsWithin(session, scope),
  saveRoleDefinition: (definition) => saveRoleDefinition(session, definition),
  deleteRoleDefinition: (tenantId, id) => deleteRoleDefinition(session, tenantId, id),
  saveSigningKey: (key) => saveSigningKey(session, key),
  saveSubscription: (subscription) => saveSubscription(session, subscription),
  saveRegistration: (subscriptionId, namespace) => saveRegistration(session, subscriptionId, namespace),
  deleteRegistration: (subscriptionId, namespace) => deleteRegistration(session, subscriptionId, namespace),
  saveResourceGroup: (group) => saveResourceGroup(session, group),
  deleteResourceGroup: (id) => deleteResourceGroup(session, id),
  saveFactory: (factory) => saveFactory(session, factory),
  deleteFactory: (id) => deleteFactory(session, id),
  saveRuntime: (runtime) => saveRuntime(session, runtime),
  deleteRuntime: (id) => deleteRuntime(session, id),
  saveAuthKey: (runtimeUid, name, secret) => saveAuthKey(session, runtimeUid, { name, secret }),
  saveNode: (node) => saveNode(session, node),
  deleteNode: (runtimeUid, nodeName) => deleteNode(session, runtimeUid, nodeName),
  saveLink: (link) => saveLink(session, link),
  deleteLinks: (sharedUid, factoryName) => deleteLinks(session, sharedUid, factoryName),
  deleteLinkOf: (linkedUid) => deleteLinkOf(session, linkedUid),
  addBegun: (operation) => addBegun(session, operation),
  forgetBegunBefore: (ms) => forgetBegunBefore(session, ms),
  addServerSecret: (name, secret) => addServerSecret(session, name, secret),
  addWorld: (world) => addWorld(session, world),
})
