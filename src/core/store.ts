import type { AssignmentFilter, RoleAssignment } from './access/roleAssignment.ts'
import type { CustomRole, RoleDefinition } from './access/roleDefinition.ts'
import type { AuthKeyName, AuthKeySecrets } from './authKey.ts'
import type { FactoriesOf, Factory } from './factory.ts'
import type { Link } from './link.ts'
import type { LongRunningOperation } from './longRunning.ts'
import type { Node } from './node.ts'
import type { Principal } from './principal.ts'
import type { Range } from './range.ts'
import type { ResourceGroup } from './resourceGroup.ts'
import type { FactoryId, ResourceGroupId, RuntimeId } from './resourceId.ts'
import type { Runtime } from './runtime.ts'
import type { SigningKey } from './signingKey.ts'
import type { StoredWorld } from './storedWorld.ts'
import type { Subscription } from './subscription.ts'
import type { Tenant } from './tenant.ts'

/**
 * What the core needs kept. No method decides anything: rules live in `core/` and `operations/`. Names and ids are found
 * whatever their letter case. `find…` answers undefined for what is not there, `save…` adds or replaces, `add…` adds what is
 * not there yet, `delete…` says whether it was there.
 */
export interface Store {
  /** Sees what is committed, and nothing else; each statement by itself, not all of them at one moment. */
  read<T>(work: (tx: Reader) => Promise<T>): Promise<T>
  /**
   * Runs `work` alone. When it has answered, all that it wrote is on the disk; if it throws, nothing of it is.
   * `work` may await nothing but `tx`: others wait for the same commit.
   *
   * @throws StoreError when the database cannot do it; nothing is kept then.
   */
  change<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Finishes what was begun; refuses what comes after. */
  close(): Promise<void>
}

/** The database failed, not the caller: the disk is full, the file is gone. What was asked for did not happen. */
export class StoreError extends Error {}

export interface Reader {
  /** By id or by default domain. */
  findTenant(idOrDomain: string): Promise<Tenant | undefined>
  findPrincipal(tenantId: string, name: string): Promise<Principal | undefined>
  findPrincipalById(tenantId: string, objectId: string): Promise<Principal | undefined>

  /** All of a principal's, in a tenant. */
  listRoleAssignments(tenantId: string, principalId: string): Promise<RoleAssignment[]>
  findRoleAssignment(tenantId: string, id: string): Promise<RoleAssignment | undefined>
  /** Those at a scope, above it and below it; by id. */
  listRoleAssignmentsAround(of: AssignmentFilter, range: Range): Promise<RoleAssignment[]>
  findRoleDefinition(tenantId: string, id: string): Promise<RoleDefinition | undefined>
  /** Those that a tenant has made for itself; by id. */
  listRoleDefinitions(tenantId: string): Promise<RoleDefinition[]>
  /** Where a role is assigned, each scope once. */
  listScopesOfRole(tenantId: string, roleDefinitionId: string): Promise<string[]>
  countRoleAssignments(tenantId: string): Promise<number>

  /** Oldest first. */
  listSigningKeys(): Promise<SigningKey[]>

  findSubscription(id: string): Promise<Subscription | undefined>
  listSubscriptions(tenantId: string): Promise<Subscription[]>
  /** The namespaces that were registered on request, as they were written. */
  listRegistrations(subscriptionId: string): Promise<string[]>

  findResourceGroup(id: ResourceGroupId): Promise<ResourceGroup | undefined>
  /** By name in lower case. */
  listResourceGroups(subscriptionId: string, range: Range): Promise<ResourceGroup[]>

  findFactory(id: FactoryId): Promise<Factory | undefined>
  /** In whatever subscription and group it is. */
  findFactoryNamed(factoryName: string): Promise<Factory | undefined>
  /** The one whose own identity has that object id. */
  findFactoryOfPrincipal(principalId: string): Promise<Factory | undefined>
  /** Of a subscription, or of one resource group in it; by name in lower case. */
  listFactories(of: FactoriesOf, range: Range): Promise<Factory[]>

  findRuntime(id: RuntimeId): Promise<Runtime | undefined>
  findRuntimeByUid(uid: string): Promise<Runtime | undefined>
  /** By name in lower case. */
  listRuntimes(of: FactoryId, range: Range): Promise<Runtime[]>
  /** Undefined when the runtime has none, or is gone. */
  findAuthKeys(runtimeUid: string): Promise<AuthKeySecrets | undefined>
  findNode(runtimeUid: string, nodeName: string): Promise<Node | undefined>
  /** By name in lower case. */
  listNodes(runtimeUid: string): Promise<Node[]>

  /** The links to a runtime that is shared; oldest first. */
  listLinks(sharedUid: string): Promise<Link[]>
  /** The link by which a linked runtime has its shared one. */
  findLinkOf(linkedUid: string): Promise<Link | undefined>
  /** The links to the runtimes within a scope, of factories that are there, without it; oldest first. */
  listLinksInto(scope: string): Promise<Link[]>

  findBegun(id: string): Promise<LongRunningOperation | undefined>
  /** What the server has made for itself, in base64. */
  findServerSecret(name: string): Promise<string | undefined>

  /** The world that the store was begun with; undefined for a fresh one. */
  findWorld(): Promise<StoredWorld | undefined>
}

export interface Transaction extends Reader {
  saveTenant(tenant: Tenant): Promise<void>
  savePrincipal(principal: Principal): Promise<void>
  saveRoleAssignment(assignment: RoleAssignment): Promise<void>
  deleteRoleAssignment(tenantId: string, id: string): Promise<boolean>
  /** Those at a scope and below it. */
  deleteRoleAssignmentsWithin(scope: string): Promise<void>
  saveRoleDefinition(definition: RoleDefinition & { readonly custom: CustomRole }): Promise<void>
  deleteRoleDefinition(tenantId: string, id: string): Promise<boolean>
  saveSigningKey(key: SigningKey): Promise<void>

  saveSubscription(subscription: Subscription): Promise<void>
  saveRegistration(subscriptionId: string, namespace: string): Promise<void>
  deleteRegistration(subscriptionId: string, namespace: string): Promise<boolean>

  saveResourceGroup(group: ResourceGroup): Promise<void>
  /** And every factory in it. */
  deleteResourceGroup(id: ResourceGroupId): Promise<boolean>

  saveFactory(factory: Factory): Promise<void>
  /** And every runtime in it. */
  deleteFactory(id: FactoryId): Promise<boolean>

  saveRuntime(runtime: Runtime): Promise<void>
  /** And its keys, its nodes, its links on either side. */
  deleteRuntime(id: RuntimeId): Promise<boolean>
  /** Replaces one key of a runtime, or adds it; leaves the other alone. */
  saveAuthKey(runtimeUid: string, name: AuthKeyName, secret: string): Promise<void>

  saveNode(node: Node): Promise<void>
  deleteNode(runtimeUid: string, nodeName: string): Promise<boolean>

  /** One for each shared runtime, factory and name. */
  saveLink(link: Link): Promise<void>
  /** All that a factory has to that runtime. */
  deleteLinks(sharedUid: string, factoryName: string): Promise<void>
  deleteLinkOf(linkedUid: string): Promise<void>

  addBegun(operation: LongRunningOperation): Promise<void>
  /** @param ms milliseconds since 1970. */
  forgetBegunBefore(ms: number): Promise<void>
  addServerSecret(name: string, secret: string): Promise<void>

  addWorld(world: StoredWorld): Promise<void>
}
