import type { AuthKeyName, AuthKeySecrets } from './authKey.ts'
import type { Factory } from './factory.ts'
import type { RoleAssignment } from './permissions.ts'
import type { Principal } from './principal.ts'
import type { ResourceGroup } from './resourceGroup.ts'
import type { FactoryId, ResourceGroupId, RuntimeId } from './resourceId.ts'
import type { Runtime } from './runtime.ts'
import type { Subscription } from './subscription.ts'
import type { Tenant } from './tenant.ts'

/**
 * What the core needs kept. No method decides anything: rules live in `core/` and `operations/`. Names and ids are found
 * whatever their letter case. `find…` answers undefined for what is not there, `save…` adds or replaces, `delete…` says
 * whether it was there.
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
  listRoleAssignments(principalId: string): Promise<RoleAssignment[]>
  /** Oldest first. */
  listSigningKeys(): Promise<SigningKey[]>

  findSubscription(id: string): Promise<Subscription | undefined>
  listSubscriptions(tenantId: string): Promise<Subscription[]>
  /** The namespaces that were registered on request, as they were written. */
  listRegistrations(subscriptionId: string): Promise<string[]>

  findResourceGroup(id: ResourceGroupId): Promise<ResourceGroup | undefined>
  listResourceGroups(subscriptionId: string): Promise<ResourceGroup[]>

  findFactory(id: FactoryId): Promise<Factory | undefined>
  /** In whatever subscription and group it is. */
  findFactoryNamed(factoryName: string): Promise<Factory | undefined>
  /** Of a subscription, or of one resource group in it; by name. */
  listFactories(of: Pick<ResourceGroupId, 'subscriptionId'> & Partial<ResourceGroupId>): Promise<Factory[]>

  findRuntime(id: RuntimeId): Promise<Runtime | undefined>
  /** By name. */
  listRuntimes(of: FactoryId): Promise<Runtime[]>
  /** Undefined when the runtime has none, or is gone. */
  findAuthKeys(runtimeUid: string): Promise<AuthKeySecrets | undefined>

  /** The world that the store was begun with; undefined for a fresh one. */
  findWorld(): Promise<StoredWorld | undefined>
}

export interface Transaction extends Reader {
  saveTenant(tenant: Tenant): Promise<void>
  savePrincipal(principal: Principal): Promise<void>
  saveRoleAssignment(assignment: RoleAssignment): Promise<void>
  saveSigningKey(key: SigningKey): Promise<void>

  saveSubscription(subscription: Subscription): Promise<void>
  saveRegistration(subscriptionId: string, namespace: string): Promise<void>

  saveResourceGroup(group: ResourceGroup): Promise<void>
  /** And every factory in it. */
  deleteResourceGroup(id: ResourceGroupId): Promise<boolean>

  saveFactory(factory: Factory): Promise<void>
  /** And every runtime in it. */
  deleteFactory(id: FactoryId): Promise<boolean>

  saveRuntime(runtime: Runtime): Promise<void>
  /** And its keys. */
  deleteRuntime(id: RuntimeId): Promise<boolean>
  /** Replaces one key of a runtime, or adds it; leaves the other alone. */
  saveAuthKey(runtimeUid: string, name: AuthKeyName, secret: string): Promise<void>

  saveWorld(world: StoredWorld): Promise<void>
}

/** A key that access tokens are signed with. */
export interface SigningKey {
  readonly kid: string
  /** RSA private key as a JSON Web Key, as text. */
  readonly privateJwk: string
  readonly createTime: string
}

/** What is remembered of the world that a store was begun with; all else of it is in tables of its own. */
export interface StoredWorld {
  /** A slow, salted hash of the whole world, to tell another one: passwords are in it. `built-in` for the built-in one. */
  readonly fingerprint: string
  /** Whether it is the one with the well-known credentials. */
  readonly isBuiltIn: boolean
  /** The first of each, which a person is shown when the server is ready. */
  readonly tenantId: string
  readonly subscriptionId: string | undefined
  readonly clientId: string | undefined
}
