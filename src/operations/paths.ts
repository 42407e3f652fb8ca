/** The paths that operations are mounted at, in Microsoft's letter case; they match in any. */
export const subscriptionPath = '/subscriptions/:subscriptionId'
export const providerPath = `${subscriptionPath}/providers/:resourceProviderNamespace` as const
export const resourceGroupPath = `${subscriptionPath}/resourceGroups/:resourceGroupName` as const
export const factoriesPath = 'providers/Microsoft.DataFactory/factories'
export const factoryPath = `${resourceGroupPath}/${factoriesPath}/:factoryName` as const
export const runtimePath = `${factoryPath}/integrationRuntimes/:integrationRuntimeName` as const
