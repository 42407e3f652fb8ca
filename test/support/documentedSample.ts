/** The subscription of the documentation's own sample, its id one digit short as it stands there. */
export const sampleSubscriptionId = '12345678-1234-1234-1234-12345678abc'
/** The runtime of that sample. */
export const sampleRuntimeUrl =
  `/subscriptions/${sampleSubscriptionId}/resourceGroups/exampleResourceGroup` +
  '/providers/Microsoft.DataFactory/factories/exampleFactoryName/integrationRuntimes/exampleIntegrationRuntime'
export const sampleListUrl = `${sampleRuntimeUrl}/listAuthKeys?api-version=2018-06-01`
export const sampleRegenerateUrl = `${sampleRuntimeUrl}/regenerateAuthKey?api-version=2018-06-01`
