import type { FactoriesOf, Factory } from '../factory.ts'
import type { Link } from '../link.ts'
import type { LongRunningOperation } from '../longRunning.ts'
import type { Range } from '../range.ts'
import type { ResourceGroup } from '../resourceGroup.ts'
import type { FactoryId, ResourceGroupId, RuntimeId } from '../resourceId.ts'
import type { Runtime } from '../runtime.ts'
import type { Subscription } from '../subscription.ts'

/** What the core needs kept of subscriptions and all that is in them. */
export interface ResourceReader {
  findSubscription(id: string): Promise<Subscription | undefined>
  listSubscriptions(tenantId: string): Promise<Subscription[]>
  /** The namespaces that were registered on request, as they were written. */
  listRegistrations(subscriptionId: string): Promise<string[]>

  findResourceGroup(id: ResourceGroupId): Promise<ResourceGroup | undefined>
  /** By name in lower case. */
  listResourceGroups(subscriptionId: string, range: Range): Promise<ResourceGroup[]>

  findFactory(id: FactoryId): Promise<Factory | undefined>
  hasFactory(id: FactoryId): Promise<boolean>
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

  /** The links to a runtime that is shared; oldest first. */
  listLinks(sharedUid: string): Promise<Link[]>
  /** The link by which a linked runtime has its shared one. */
  findLinkOf(linkedUid: string): Promise<Link | undefined>
  /** The links to the runtimes within a scope, of factories that are there, without it; oldest first. */
  listLinksInto(scope: string): Promise<Link[]>

  findBegun(id: string): Promise<LongRunningOperation | undefined>
}

export interface ResourceWriter {
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

  /** One for each shared runtime, factory and name. */
  saveLink(link: Link): Promise<void>
  /** All that a factory has to that runtime. */
  deleteLinks(sharedUid: string, factoryName: string): Promise<void>
  deleteLinkOf(linkedUid: string): Promise<void>

  addBegun(operation: LongRunningOperation): Promise<void>
  /** @param ms milliseconds since 1970. */
  forgetBegunBefore(ms: number): Promise<void>
}
