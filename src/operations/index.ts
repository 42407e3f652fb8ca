import { list as listActivityLog } from './activityLogs/list.ts'
import { list as listAuthKeyUsage } from './authKeyUsage/list.ts'
import { auditManifest } from './control/auditManifest.ts'
import { auditPublicKey } from './control/auditPublicKey.ts'
import { auditRecords } from './control/auditRecords.ts'
import { rotateKeyring } from './control/rotateKeyring.ts'
import { configureFactoryRepo } from './factories/configureFactoryRepo.ts'
import { createOrUpdate as createOrUpdateFactory } from './factories/createOrUpdate.ts'
import { deleteFactory } from './factories/delete.ts'
import { get as getFactory } from './factories/get.ts'
import { getDataPlaneAccess } from './factories/getDataPlaneAccess.ts'
import { getGitHubAccessToken } from './factories/getGitHubAccessToken.ts'
import { list as listFactories } from './factories/list.ts'
import { listByResourceGroup as listFactoriesByResourceGroup } from './factories/listByResourceGroup.ts'
import { update as updateFactory } from './factories/update.ts'
import { disableInteractiveQuery } from './integrationRuntime/disableInteractiveQuery.ts'
import { enableInteractiveQuery } from './integrationRuntime/enableInteractiveQuery.ts'
import { deleteNode } from './integrationRuntimeNodes/delete.ts'
import { get as getNode } from './integrationRuntimeNodes/get.ts'
import { getIpAddress } from './integrationRuntimeNodes/getIpAddress.ts'
import { update as updateNode } from './integrationRuntimeNodes/update.ts'
import { get as getObjectMetadata } from './integrationRuntimeObjectMetadata/get.ts'
import { refresh as refreshObjectMetadata } from './integrationRuntimeObjectMetadata/refresh.ts'
import { createLinkedIntegrationRuntime } from './integrationRuntimes/createLinkedIntegrationRuntime.ts'
import { createOrUpdate as createOrUpdateRuntime } from './integrationRuntimes/createOrUpdate.ts'
import { deleteRuntime } from './integrationRuntimes/delete.ts'
import { get as getRuntime } from './integrationRuntimes/get.ts'
import { getConnectionInfo } from './integrationRuntimes/getConnectionInfo.ts'
import { getMonitoringData } from './integrationRuntimes/getMonitoringData.ts'
import { getOperationResult as getRuntimeOperationResult } from './integrationRuntimes/getOperationResult.ts'
import { getOperationStatus } from './integrationRuntimes/getOperationStatus.ts'
import { getStatus } from './integrationRuntimes/getStatus.ts'
import { listAuthKeys } from './integrationRuntimes/listAuthKeys.ts'
import { listByFactory as listRuntimesByFactory } from './integrationRuntimes/listByFactory.ts'
import { listOutboundNetworkDependenciesEndpoints } from './integrationRuntimes/listOutboundNetworkDependenciesEndpoints.ts'
import { regenerateAuthKey } from './integrationRuntimes/regenerateAuthKey.ts'
import { removeLinks } from './integrationRuntimes/removeLinks.ts'
import { start } from './integrationRuntimes/start.ts'
import { stop } from './integrationRuntimes/stop.ts'
import { syncCredentials } from './integrationRuntimes/syncCredentials.ts'
import { update as updateRuntime } from './integrationRuntimes/update.ts'
import { upgrade } from './integrationRuntimes/upgrade.ts'
import { listByFactory as listManagedVirtualNetworks } from './managedVirtualNetworks/listByFactory.ts'
import type { AnyOperation } from './operation.ts'
import { listOperations } from './operations/list.ts'
import { listForResource as listPermissions } from './permissions/listForResource.ts'
import { get as getProvider } from './providers/get.ts'
import { list as listProviders } from './providers/list.ts'
import { register as registerProvider } from './providers/register.ts'
import { unregister as unregisterProvider } from './providers/unregister.ts'
import { checkExistence as checkResourceGroup } from './resourceGroups/checkExistence.ts'
import { createOrUpdate as createOrUpdateResourceGroup } from './resourceGroups/createOrUpdate.ts'
import { deleteResourceGroup } from './resourceGroups/delete.ts'
import { get as getResourceGroup } from './resourceGroups/get.ts'
import { getOperationResult as getResourceGroupOperationResult } from './resourceGroups/getOperationResult.ts'
import { list as listResourceGroups } from './resourceGroups/list.ts'
import { listByResourceGroup as listResources } from './resources/listByResourceGroup.ts'
import { create as createRoleAssignment } from './roleAssignments/create.ts'
import { deleteRoleAssignment } from './roleAssignments/delete.ts'
import { get as getRoleAssignment } from './roleAssignments/get.ts'
import { listForScope as listRoleAssignments } from './roleAssignments/listForScope.ts'
import { createOrUpdate as createOrUpdateRoleDefinition } from './roleDefinitions/createOrUpdate.ts'
import { deleteRoleDefinition } from './roleDefinitions/delete.ts'
import { get as getRoleDefinition } from './roleDefinitions/get.ts'
import { list as listRoleDefinitions } from './roleDefinitions/list.ts'
import { get as getSubscription } from './subscriptions/get.ts'
import { list as listSubscriptions } from './subscriptions/list.ts'
import { listLocations } from './subscriptions/listLocations.ts'
import { list as listTenantActivityLog } from './tenantActivityLogs/list.ts'
import { list as listTenants } from './tenants/list.ts'

const dataFactory: readonly AnyOperation[] = [
  createOrUpdateFactory,
  getFactory,
  updateFactory,
  deleteFactory,
  listFactories,
  listFactoriesByResourceGroup,
  configureFactoryRepo,
  getDataPlaneAccess,
  getGitHubAccessToken,
  createOrUpdateRuntime,
  getRuntime,
  updateRuntime,
  deleteRuntime,
  listRuntimesByFactory,
  getStatus,
  listAuthKeys,
  regenerateAuthKey,
  listAuthKeyUsage,
  getMonitoringData,
  getConnectionInfo,
  syncCredentials,
  upgrade,
  createLinkedIntegrationRuntime,
  removeLinks,
  listOutboundNetworkDependenciesEndpoints,
  start,
  stop,
  enableInteractiveQuery,
  disableInteractiveQuery,
  refreshObjectMetadata,
  getObjectMetadata,
  getOperationStatus,
  getRuntimeOperationResult,
  getNode,
  updateNode,
  deleteNode,
  getIpAddress,
  listManagedVirtualNetworks,
]

const resourceManager: readonly AnyOperation[] = [
  createOrUpdateResourceGroup,
  getResourceGroup,
  checkResourceGroup,
  deleteResourceGroup,
  listResourceGroups,
  getResourceGroupOperationResult,
  listResources,
  listSubscriptions,
  getSubscription,
  listLocations,
  listTenants,
  listProviders,
  getProvider,
  registerProvider,
  unregisterProvider,
  createRoleAssignment,
  getRoleAssignment,
  deleteRoleAssignment,
  listRoleAssignments,
  createOrUpdateRoleDefinition,
  getRoleDefinition,
  deleteRoleDefinition,
  listRoleDefinitions,
  listPermissions,
  listActivityLog,
  listTenantActivityLog,
]

const control: readonly AnyOperation[] = [auditManifest, auditRecords, auditPublicKey, rotateKeyring]

/** Everything that this service can do. */
export const operations: readonly AnyOperation[] = [
  ...dataFactory,
  listOperations(dataFactory),
  ...resourceManager,
  ...control,
]
