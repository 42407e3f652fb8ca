/** The runtime of the documentation's own sample, as its URL stands there: the subscription's id is one digit short. */
export const sampleRuntimeUrl =
  '/subscriptions/12345678-1234-1234-1234-12345678abc/resourceGroups/exampleResourceGroup' +
  '/providers/Microsoft.DataFactory/factories/exampleFactoryName/integrationRuntimes/exampleIntegrationRuntime'
export const sampleListUrl = `${sampleRuntimeUrl}/listAuthKeys?api-version=2018-06-01`
export const sampleRegenerateUrl = `${sampleRuntimeUrl}/regenerateAuthKey?api-version=2018-06-01`
