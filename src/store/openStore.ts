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
import { findPrincipal, findPrincipalById, listPrincipals, listPrincipalsNamed, savePrincipal } from './principals.ts'
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
import {
  countTickets,
  deleteOldestTicketsOf,
  deleteTicket,
  deleteTicketsOf,
  findTicket,
  findTicketOf,
  forgetTicketsBefore,
  saveTicket,
} from './tickets.ts'
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
  const reader = readerOn(boundTo(db.reader))
  return {
    read: (work) => work(reader),
    change: (work) => db.change((session) => work(transactionOn(boundTo(session)))),
    close: () => db.close(),
  }
}

/** The functions of a table's file, without the session that each of them begins with. */
const boundTo =
  (session: Session) =>
  <Arguments extends readonly unknown[], Answer>(run: (session: Session, ...rest: Arguments) => Answer) =>
  (...rest: Arguments): Answer =>
    run(session, ...rest)

const readerOn = (on: ReturnType<typeof boundTo>): Reader => ({
  findTenant: on(findTenant),
  findPrincipal: on(findPrincipal),
  listPrincipalsNamed: on(listPrincipalsNamed),
  findPrincipalById: on(findPrincipalById),
  listPrincipals: on(listPrincipals),
  listRoleAssignments: on(listRoleAssignments),
  findRoleAssignment: on(findRoleAssignment),
  listRoleAssignmentsAround: on(listRoleAssignmentsAround),
  findRoleDefinition: on(findRoleDefinition),
  listRoleDefinitions: on(listRoleDefinitions),
  listScopesOfRole: on(listScopesOfRole),
  countRoleAssignments: on(countRoleAssignments),
  findTicket: on(findTicket),
  findTicketOf: on(findTicketOf),
  countTickets: on(countTickets),
  listSigningKeys: on(listSigningKeys),
  findSubscription: on(findSubscription),
  listSubscriptions: on(listSubscriptions),
  listRegistrations: on(listRegistrations),
  findResourceGroup: on(findResourceGroup),
  listResourceGroups: on(listResourceGroups),
  findFactory: on(findFactory),
  findFactoryNamed: on(findFactoryNamed),
  findFactoryOfPrincipal: on(findFactoryOfPrincipal),
  listFactories: on(listFactories),
  findRuntime: on(findRuntime),
  findRuntimeByUid: on(findRuntimeByUid),
  listRuntimes: on(listRuntimes),
  findAuthKeys: on(findAuthKeys),
  findNode: on(findNode),
  listNodes: on(listNodes),
  listLinks: on(listLinks),
  findLinkOf: on(findLinkOf),
  listLinksInto: on(listLinksInto),
  findBegun: on(findBegun),
  findServerSecret: on(findServerSecret),
  findWorld: on(findWorld),
})

const transactionOn = (on: ReturnType<typeof boundTo>): Transaction => ({
  ...readerOn(on),
  saveTenant: on(saveTenant),
  savePrincipal: on(savePrincipal),
  saveRoleAssignment: on(saveRoleAssignment),
  deleteRoleAssignment: on(deleteRoleAssignment),
  deleteRoleAssignmentsWithin: on(deleteRoleAssignmentsWithin),
  saveRoleDefinition: on(saveRoleDefinition),
  deleteRoleDefinition: on(deleteRoleDefinition),
  saveTicket: on(saveTicket),
  deleteTicket: on(deleteTicket),
  deleteTicketsOf: on(deleteTicketsOf),
  deleteOldestTicketsOf: on(deleteOldestTicketsOf),
  forgetTicketsBefore: on(forgetTicketsBefore),
  saveSigningKey: on(saveSigningKey),
  saveSubscription: on(saveSubscription),
  saveRegistration: on(saveRegistration),
  deleteRegistration: on(deleteRegistration),
  saveResourceGroup: on(saveResourceGroup),
  deleteResourceGroup: on(deleteResourceGroup),
  saveFactory: on(saveFactory),
  deleteFactory: on(deleteFactory),
  saveRuntime: on(saveRuntime),
  deleteRuntime: on(deleteRuntime),
  saveAuthKey: (runtimeUid, name, secret) => on(saveAuthKey)(runtimeUid, { name, secret }),
  saveNode: on(saveNode),
  deleteNode: on(deleteNode),
  saveLink: on(saveLink),
  deleteLinks: on(deleteLinks),
  deleteLinkOf: on(deleteLinkOf),
  addBegun: on(addBegun),
  forgetBegunBefore: on(forgetBegunBefore),
  addServerSecret: on(addServerSecret),
  addWorld: on(addWorld),
})
