const secret = { type: 'SecureString', value: 'a secret' }
const credential = { type: 'CredentialReference', referenceName: 'identity-1' }
const linkedService = { type: 'LinkedServiceReference', referenceName: 'storage-1' }

const computeProperties = {
  location: 'East US',
  nodeSize: 'Standard_D4_v3',
  numberOfNodes: 2,
  maxParallelExecutionsPerNode: 4,
  dataFlowProperties: {
    computeType: 'MemoryOptimized',
    coreCount: 16,
    timeToLive: 0,
    cleanup: false,
    customProperties: [{ name: 'shuffle', value: 'on' }],
  },
  vNetProperties: {
    vNetId: '/subscriptions/1/net',
    subnet: 'inner',
    publicIPs: ['/subscriptions/1/ip-1', '/subscriptions/1/ip-2'],
    subnetId: '/subscriptions/1/net/inner',
  },
  copyComputeScaleProperties: { dataIntegrationUnit: 4, timeToLive: 5 },
  pipelineExternalComputeScaleProperties: { timeToLive: 5, numberOfPipelineNodes: 1, numberOfExternalNodes: 10 },
}

const ssisProperties = {
  catalogInfo: {
    catalogServerEndpoint: 'catalog.example',
    catalogAdminUserName: 'keeper',
    catalogAdminPassword: secret,
    catalogPricingTier: 'PremiumRS',
    dualStandbyPairName: 'pair',
  },
  licenseType: 'BasePrice',
  customSetupScriptProperties: { blobContainerUri: 'https://scripts.example/setup', sasToken: secret },
  dataProxyProperties: {
    connectVia: { type: 'IntegrationRuntimeReference', referenceName: 'plant' },
    stagingLinkedService: linkedService,
    path: 'staged',
  },
  edition: 'Enterprise',
  expressCustomSetupProperties: [
    { type: 'CmdkeySetup', typeProperties: { targetName: 'server-1', userName: 'ann', password: secret } },
    { type: 'EnvironmentVariableSetup', typeProperties: { variableName: 'REGION', variableValue: 'north' } },
    {
      type: 'ComponentSetup',
      typeProperties: {
        componentName: 'reader',
        licenseKey: {
          type: 'AzureKeyVaultSecret',
          store: { ...linkedService, parameters: { region: { type: 'Expression', value: '@north' } } },
          secretName: 'licence',
          secretVersion: '1',
        },
      },
    },
    { type: 'AzPowerShellSetup', typeProperties: { version: '9.1' } },
  ],
  packageStores: [{ name: 'packages', packageStoreLinkedService: linkedService }],
  credential,
}

/** A managed runtime with all that one can have. */
export const wholeManaged = {
  type: 'Managed',
  description: 'Everything at once.',
  typeProperties: {
    computeProperties,
    ssisProperties,
    customerVirtualNetwork: { subnetId: '/subscriptions/1/net/inner' },
  },
  managedVirtualNetwork: { type: 'ManagedVirtualNetworkReference', referenceName: 'default' },
}

/** A runtime that borrows another's by a key. */
export const wholeLinkedByKey = {
  type: 'SelfHosted',
  description: 'Borrowed.',
  typeProperties: {
    linkedInfo: { authorizationType: 'Key', key: secret },
    selfContainedInteractiveAuthoringEnabled: true,
  },
}

/** A runtime that borrows another's by a role. */
export const wholeLinkedByRole = {
  type: 'SelfHosted',
  typeProperties: { linkedInfo: { authorizationType: 'RBAC', resourceId: '/subscriptions/1/runtime', credential } },
}
