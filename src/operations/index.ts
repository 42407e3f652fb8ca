import { createOrUpdate as createOrUpdateFactory } from './factories/createOrUpdate.ts'
import { deleteFactory } from './factories/delete.ts'
import { get as getFactory } from './factories/get.ts'
import { list as listFactories } from './factories/list.ts'
import { listByResourceGroup as listFactoriesByResourceGroup } from './factories/listByResourceGroup.ts'
import { update as updateFactory } from './factories/update.ts'
import { createOrUpdate as createOrUpdateRuntime } from './integrationRuntimes/createOrUpdate.ts'
import { deleteRuntime } from './integrationRuntimes/delete.ts'
import { get as getRuntime } from './integrationRuntimes/get.ts'
import { getStatus } from './integrationRuntimes/getStatus.ts'
import { listAuthKeys } from './integrationRuntimes/listAuthKeys.ts'
import { listByFactory as listRuntimesByFactory } from './integrationRuntimes/listByFactory.ts'
import { regenerateAuthKey } from './integrationRuntimes/regenerateAuthKey.ts'
import { update as updateRuntime } from './integrationRuntimes/update.ts'
import { listByFactory as listManagedVirtualNetworks } from './managedVirtualNetworks/listByFactory.ts'
import type { AnyOperation } from './operation.ts'
import { listOperations } from './operations/list.ts'
import { get as getProvider } from './providers/get.ts'
import { list as listProviders } from './providers/list.ts'
import { register as registerProvider } from './providers/register.ts'
import { checkExistence as checkResourceGroup } from './resourceGroups/checkExistence.ts'
import { createOrUpdate as createOrUpdateResourceGroup } from './resourceGroups/createOrUpdate.ts'
import { deleteResourceGroup } from './resourceGroups/delete.ts'
import { get as getResourceGroup } from './resourceGroups/get.ts'
import { list as listResourceGroups } from './resourceGroups/list.ts'
import { listByResourceGroup as listResources } from './resources/listByResourceGroup.ts'
import { get as getSubscription } from './subscriptions/get.ts'
import { list as listSubscriptions } from './subscriptions/list.ts'
import { list as listTenants } from './tenants/list.ts'

const dataFactory: readonly AnyOperation[] = [
  createOrUpdateFactory,
  getFactory,
  updateFactory,
  deleteFactory,
  listFactories,
  listFactoriesByResourceGroup,
  createOrUpdateRuntime,
  getRuntime,
  updateRuntime,
  deleteRuntime,
  listRuntimesByFactory,
  getStatus,
  listAuthKeys,
  regenerateAuthKey,
  listManagedVirtualNetworks,
]

const resourceManager: readonly AnyOperation[] = [
  createOrUpdateResourceGroup,
  getResourceGroup,
  checkResourceGroup,
  deleteResourceGroup,
  listResourceGroups,
  listResources,
  listSubscriptions,
  getSubscription,
  listTenants,
  listProviders,
  getProvider,
  registerProvider,
]

/** Everything that this service can do. */
export const operations: readonly AnyOperation[] = [...dataFactory, listOperations(dataFactory), ...resourceManager]
