import { createHash } from 'node:crypto'
import type { Runtime } from '../../src/core/runtime.ts'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { subscriptionId, tenantId } from './known.ts'
import { nodeName } from './nodes.ts'
import { serverless, ssis } from './runtimeKinds.ts'
import { scopeNamesOf, scopePreparationOf, scopeSampledIds, scopeSampleOf } from './scopeSamples.ts'
import { ssisInNetwork } from './ssisInNetwork.ts'

export interface Sample {
  /** Sent as JSON, with a request that succeeds. */
  readonly body?: object
  /** What a call counts against, as the header that tells what is left names it. */
  readonly quota: `${'subscription' | 'tenant'}-${'deletes' | 'reads' | 'writes'}`
  /** The RBAC action, as Azure names it in a refusal; without it, anybody may call who is signed in. */
  readonly action?: string
  /** The last segment of the path that belongs to the scope of that action. */
  readonly scope?: string
  /** `properties` of the runtime that it is about; a self-hosted one unless told otherwise. */
  readonly runtime?: object
  /** The state that this runtime must be in. */
  readonly state?: Pick<Runtime, 'lastOperation'> | Pick<Runtime, 'interactiveQuery'>
  /** Whether this runtime must have a node, though the path names none. */
  readonly hasNode?: true
  /** Names in its path that are others than usual. */
  readonly names?: Readonly<Record<string, string>>
  /** What stands in the query beside the api-version. */
  readonly query?: string
  /** Whether even this request is refused, by 400 `BadRequest`: there is none that would succeed. */
  readonly isRefused?: true
}

const factories = 'Microsoft.DataFactory/factories'
const runtimes = `${factories}/integrationRuntimes`
const groups = 'Microsoft.Resources/subscriptions/resourceGroups'

const reads = { quota: 'subscription-reads' } as const
const writes = { quota: 'subscription-writes' } as const
const deletes = { quota: 'subscription-deletes' } as const
const tenantReads = { quota: 'tenant-reads' } as const
const tenantWrites = { quota: 'tenant-writes' } as const

const onSubscription = { scope: ':subscriptionId' } as const
const onGroup = { scope: ':resourceGroupName' } as const
/** Seen in messages of the real service: a list of what a provider has in a group is asked at the provider there. */
const onProvider = { scope: 'Microsoft.DataFactory' } as const
const onFactory = { scope: ':factoryName' } as const
const onLocation = { scope: ':locationId' } as const
const onRuntime = { scope: ':integrationRuntimeName' } as const
const onNode = { scope: ':nodeName' } as const
const onControl = { scope: 'Lazulite.Control' } as const
const onEvents = { scope: 'management', action: 'Microsoft.Insights/eventtypes/values/read' } as const

const location = { location: 'eastus' }
const selfHosted = { properties: { type: 'SelfHosted' } }
const repoConfiguration = {
  type: 'FactoryVSTSConfiguration',
  accountName: 'orchard',
  repositoryName: 'pears',
  collaborationBranch: 'main',
  rootFolder: '/',
  projectName: 'fruit',
}
const link = { name: 'Linked-1', subscriptionId, dataFactoryName: 'Other-1', dataFactoryLocation: 'eastus' }

const startTime = '2022-10-11T20:53:12Z'
const started = { lastOperation: { deed: 'start', startTime, endsAt: 0, activityId: '0' } } as const
const enabled = { interactiveQuery: { deed: 'enable', endsAt: 0, autoTerminationMinutes: 2 ** 31 - 1 } } as const

/** The id of the factory that the sample request of an operation is about. */
const factoryIdOf = (id: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${id}/providers/${factories}/${id.replace('_', '-')}`

/** A request for each operation, and what Azure makes of it: the tests that hold for all of them read it off here. */
const samples: Readonly<Record<string, Sample>> = {
  ActivityLogs_List: { ...reads, ...onEvents, query: "$filter=eventTimestamp ge '2020-01-31'".replaceAll(' ', '%20') },

  Control_AuditManifest: { ...tenantReads, ...onControl, action: 'Lazulite.Control/auditManifest/read' },
  Control_AuditPublicKey: { ...tenantReads, ...onControl, action: 'Lazulite.Control/auditPublicKey/read' },
  Control_AuditRecords: {
    ...tenantReads,
    ...onControl,
    action: 'Lazulite.Control/auditRecords/read',
    query: `chain=${encodeURIComponent(`/tenants/${tenantId}`)}`,
  },
  Control_RotateKeyring: { ...tenantWrites, ...onControl, action: 'Lazulite.Control/keyring/rotate/action' },

  AuthKeyUsage_List: { ...reads, ...onRuntime, action: `${runtimes}/listAuthKeyUsage/read` },

  Factories_ConfigureFactoryRepo: {
    ...writes,
    ...onLocation,
    action: 'Microsoft.DataFactory/locations/configureFactoryRepo/action',
    body: { factoryResourceId: factoryIdOf('Factories_ConfigureFactoryRepo'), repoConfiguration },
  },
  Factories_CreateOrUpdate: { ...writes, ...onFactory, action: `${factories}/write`, body: location },
  Factories_Delete: { ...deletes, ...onFactory, action: `${factories}/delete` },
  Factories_Get: { ...reads, ...onFactory, action: `${factories}/read` },
  Factories_GetDataPlaneAccess: {
    ...writes,
    ...onFactory,
    action: `${factories}/getDataPlaneAccess/action`,
    body: { permissions: 'r', accessResourcePath: '', profileName: 'DefaultProfile' },
  },
  Factories_GetGitHubAccessToken: {
    ...writes,
    ...onFactory,
    action: `${factories}/getGitHubAccessToken/action`,
    body: { gitHubAccessCode: 'some', gitHubAccessTokenBaseUrl: 'some' },
    isRefused: true,
  },
  Factories_List: { ...reads, ...onSubscription, action: `${factories}/read` },
  Factories_ListByResourceGroup: { ...reads, ...onProvider, action: `${factories}/read` },
  Factories_Update: { ...writes, ...onFactory, action: `${factories}/write`, body: { tags: { colour: 'blue' } } },

  IntegrationRuntime_DisableInteractiveQuery: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/disableInteractiveQuery/action`,
    runtime: serverless,
    state: enabled,
  },
  IntegrationRuntime_EnableInteractiveQuery: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/enableInteractiveQuery/action`,
    body: { autoTerminationMinutes: 10 },
    runtime: serverless,
    state: { interactiveQuery: undefined },
  },

  IntegrationRuntimeNodes_Delete: { ...deletes, ...onNode, action: `${runtimes}/nodes/delete` },
  IntegrationRuntimeNodes_Get: { ...reads, ...onNode, action: `${runtimes}/nodes/read` },
  IntegrationRuntimeNodes_GetIpAddress: { ...writes, ...onNode, action: `${runtimes}/nodes/ipAddress/action` },
  IntegrationRuntimeNodes_Update: {
    ...writes,
    ...onNode,
    action: `${runtimes}/nodes/write`,
    body: { concurrentJobsLimit: 2 },
  },

  IntegrationRuntimeObjectMetadata_Get: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/getObjectMetadata/action`,
    runtime: ssis,
    state: started,
  },
  IntegrationRuntimeObjectMetadata_Refresh: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/refreshObjectMetadata/action`,
    runtime: ssis,
    state: started,
  },

  IntegrationRuntimes_CreateLinkedIntegrationRuntime: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/linkedIntegrationRuntime/action`,
    body: link,
  },
  IntegrationRuntimes_CreateOrUpdate: { ...writes, ...onRuntime, action: `${runtimes}/write`, body: selfHosted },
  IntegrationRuntimes_Delete: { ...deletes, ...onRuntime, action: `${runtimes}/delete` },
  IntegrationRuntimes_Get: { ...reads, ...onRuntime, action: `${runtimes}/read` },
  IntegrationRuntimes_GetConnectionInfo: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/getConnectionInfo/action`,
    hasNode: true,
  },
  IntegrationRuntimes_GetMonitoringData: { ...reads, ...onRuntime, action: `${runtimes}/monitoringData/read` },
  IntegrationRuntimes_GetOperationResult: { ...reads, ...onRuntime, action: `${runtimes}/read`, runtime: ssis },
  IntegrationRuntimes_GetOperationStatus: { ...reads, ...onRuntime, action: `${runtimes}/read`, runtime: ssis },
  IntegrationRuntimes_GetStatus: { ...reads, ...onRuntime, action: `${runtimes}/getStatus/read` },
  IntegrationRuntimes_ListAuthKeys: { ...writes, ...onRuntime, action: `${runtimes}/listAuthKeys/action` },
  IntegrationRuntimes_ListByFactory: { ...reads, ...onFactory, action: `${runtimes}/read` },
  IntegrationRuntimes_ListOutboundNetworkDependenciesEndpoints: {
    ...reads,
    ...onRuntime,
    action: `${runtimes}/outboundNetworkDependenciesEndpoints/read`,
    runtime: ssisInNetwork,
  },
  IntegrationRuntimes_RegenerateAuthKey: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/regenerateAuthKey/action`,
    body: { keyName: 'authKey2' },
  },
  IntegrationRuntimes_RemoveLinks: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/removeLinks/action`,
    body: { factoryName: 'Other-1' },
  },
  IntegrationRuntimes_Start: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/start/action`,
    runtime: ssis,
    state: { lastOperation: undefined },
  },
  IntegrationRuntimes_Stop: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/stop/action`,
    runtime: ssis,
    state: started,
  },
  IntegrationRuntimes_SyncCredentials: { ...writes, ...onRuntime, action: `${runtimes}/syncCredentials/action` },
  IntegrationRuntimes_Update: { ...writes, ...onRuntime, action: `${runtimes}/write`, body: { autoUpdate: 'Off' } },
  IntegrationRuntimes_Upgrade: { ...writes, ...onRuntime, action: `${runtimes}/upgrade/action` },

  ManagedVirtualNetworks_ListByFactory: { ...reads, ...onFactory, action: `${factories}/managedVirtualNetworks/read` },
  Operations_List: tenantReads,

  Providers_Get: { ...reads, ...onSubscription, action: 'Microsoft.Resources/subscriptions/providers/read' },
  Providers_List: { ...reads, ...onSubscription, action: 'Microsoft.Resources/subscriptions/providers/read' },
  Providers_Register: { ...writes, ...onSubscription, action: 'Microsoft.DataFactory/register/action' },
  Providers_Unregister: {
    ...writes,
    ...onSubscription,
    action: 'Microsoft.Insights/unregister/action',
    // Always registered: the other operations need Data Factory.
    names: { resourceProviderNamespace: 'Microsoft.Insights' },
  },

  ResourceGroups_CheckExistence: { ...reads, ...onGroup, action: `${groups}/read` },
  ResourceGroups_CreateOrUpdate: { ...writes, ...onGroup, action: `${groups}/write`, body: location },
  ResourceGroups_Delete: { ...deletes, ...onGroup, action: `${groups}/delete` },
  ResourceGroups_Get: { ...reads, ...onGroup, action: `${groups}/read` },
  ResourceGroups_GetOperationResult: reads,
  ResourceGroups_List: { ...reads, ...onSubscription, action: `${groups}/read` },
  Resources_ListByResourceGroup: { ...reads, ...onGroup, action: `${groups}/resources/read` },

  Subscriptions_Get: { ...reads, ...onSubscription, action: 'Microsoft.Resources/subscriptions/read' },
  Subscriptions_List: tenantReads,
  Subscriptions_ListLocations: {
    ...reads,
    ...onSubscription,
    action: 'Microsoft.Resources/subscriptions/locations/read',
  },
  TenantActivityLogs_List: { ...tenantReads, ...onEvents },
  Tenants_List: tenantReads,
}

/** The operations that there is a sample for. */
export const sampledIds: readonly string[] = [...Object.keys(samples), ...scopeSampledIds]

/** The sample of an operation; of one that is asked of scopes, at the kind of scope that its path begins with. */
export const sampleOf = (operation: AnyOperation): Sample => {
  const sample = samples[operation.id] ?? scopeSampleOf(placeOf(operation))
  if (!sample) throw new Error(`There is no sample request for ${operation.id}. Add one to test/support/samples.ts.`)
  return sample
}

/** What such an operation needs beforehand, as the body of a PUT at its URL; undefined where that is nothing. */
export const preparationOf = (operation: AnyOperation): object | undefined => scopePreparationOf(placeOf(operation))

const placeOf = (operation: AnyOperation) => {
  const above = operation.path.slice(0, Math.max(0, operation.path.indexOf('/providers/Microsoft.Authorization')))
  return { id: operation.id, path: operation.path, scope: urlOf({ ...operation, path: above }) }
}

/** Names that no other operation uses, so that the tests of one do not disturb those of another. */
export const namesOf = (operation: AnyOperation): Readonly<Record<string, string>> => ({
  subscriptionId,
  resourceGroupName: operation.id,
  factoryName: operation.id.replace('_', '-'),
  integrationRuntimeName: 'Runtime-1',
  nodeName,
  locationId: 'eastus',
  deed: 'start',
  operationId: createHash('md5').update(operation.id).digest('hex'),
  resourceProviderNamespace: 'Microsoft.DataFactory',
  ...samples[operation.id]?.names,
  ...scopeNamesOf(operation),
})

/** The path of an operation with its names filled in; `others` replaces some of them. */
export const urlOf = (operation: AnyOperation, others: Readonly<Record<string, string>> = {}): string => {
  const names = { ...namesOf(operation), ...others }
  return operation.path.replace(/:(\w+)/g, (_, name: string) => names[name] ?? '')
}
