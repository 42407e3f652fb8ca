/** The paths that operations are mounted at, in Microsoft's letter case; they match in any. */
export const subscriptionPath = '/subscriptions/:subscriptionId'
export const providerPath = `${subscriptionPath}/providers/:resourceProviderNamespace` as const
export const locationPath = `${subscriptionPath}/providers/Microsoft.DataFactory/locations/:locationId` as const
export const resourceGroupPath = `${subscriptionPath}/resourceGroups/:resourceGroupName` as const
export const factoriesPath = 'providers/Microsoft.DataFactory/factories'
export const factoryPath = `${resourceGroupPath}/${factoriesPath}/:factoryName` as const
export const runtimePath = `${factoryPath}/integrationRuntimes/:integrationRuntimeName` as const
export const nodePath = `${runtimePath}/nodes/:nodeName` as const
/** The Activity Log, of a subscription or of the tenant. */
export const eventsPath = '/providers/Microsoft.Insights/eventtypes/management/values'
/** What controls the server itself: ours, and for those who have roles at the tenant. */
export const controlPath = '/providers/Lazulite.Control'

/** Where roles can be given: at the tenant, a subscription, a resource group, a factory, a runtime. */
export const scopePaths = ['', subscriptionPath, resourceGroupPath, factoryPath, runtimePath] as const
export const roleAssignmentsPath = '{scope}/providers/Microsoft.Authorization/roleAssignments'
export const roleAssignmentPath = `${roleAssignmentsPath}/:roleAssignmentName` as const
export const roleDefinitionsPath = '{scope}/providers/Microsoft.Authorization/roleDefinitions'
export const roleDefinitionPath = `${roleDefinitionsPath}/:roleDefinitionId` as const
export const permissionsPath = '{scope}/providers/Microsoft.Authorization/permissions'
