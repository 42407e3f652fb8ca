/**
 * A name for each parameter of a path, to begin with: those of the documentation's own sample, all of which are there in
 * the built-in world, and one that could be for whatever that has none of.
 */
export const exampleNames = {
  subscriptionId: '12345678-1234-1234-1234-12345678abc',
  resourceGroupName: 'exampleResourceGroup',
  factoryName: 'exampleFactoryName',
  integrationRuntimeName: 'exampleIntegrationRuntime',
  nodeName: 'Node-1',
  locationId: 'eastus',
  deed: 'start',
  operationId: '00000000000000000000000000000000',
  resourceProviderNamespace: 'Microsoft.DataFactory',
  scope: 'subscriptions/12345678-1234-1234-1234-12345678abc',
  roleAssignmentName: '88888888-8888-8888-8888-888888888888',
  roleDefinitionId: '99999999-9999-9999-9999-999999999999',
} as const
