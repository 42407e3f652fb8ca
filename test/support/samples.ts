import type { AnyOperation } from '../../src/operations/operation.ts'
import { subscriptionId } from './known.ts'

export interface Sample {
  /** Sent as JSON, with a request that succeeds. */
  readonly body?: object
  /** What a call counts against, as the header that tells what is left names it. */
  readonly quota: `${'subscription' | 'tenant'}-${'deletes' | 'reads' | 'writes'}`
  /** The RBAC action, as Azure names it in a refusal; without it, anybody may call who is signed in. */
  readonly action?: string
  /** The last segment of the path that belongs to the scope of that action. */
  readonly scope?: string
}

const factories = 'Microsoft.DataFactory/factories'
const runtimes = `${factories}/integrationRuntimes`
const groups = 'Microsoft.Resources/subscriptions/resourceGroups'

const reads = { quota: 'subscription-reads' } as const
const writes = { quota: 'subscription-writes' } as const
const deletes = { quota: 'subscription-deletes' } as const
const tenantReads = { quota: 'tenant-reads' } as const

const onSubscription = { scope: ':subscriptionId' } as const
const onGroup = { scope: ':resourceGroupName' } as const
/** Seen in messages of the real service: a list of what a provider has in a group is asked at the provider there. */
const onProvider = { scope: 'Microsoft.DataFactory' } as const
const onFactory = { scope: ':factoryName' } as const
const onRuntime = { scope: ':integrationRuntimeName' } as const

const location = { location: 'eastus' }
const selfHosted = { properties: { type: 'SelfHosted' } }

/** A request for each operation, and what Azure makes of it: the tests that hold for all of them read it off here. */
const samples: Readonly<Record<string, Sample>> = {
  Factories_CreateOrUpdate: { ...writes, ...onFactory, action: `${factories}/write`, body: location },
  Factories_Delete: { ...deletes, ...onFactory, action: `${factories}/delete` },
  Factories_Get: { ...reads, ...onFactory, action: `${factories}/read` },
  Factories_List: { ...reads, ...onSubscription, action: `${factories}/read` },
  Factories_ListByResourceGroup: { ...reads, ...onProvider, action: `${factories}/read` },
  Factories_Update: { ...writes, ...onFactory, action: `${factories}/write`, body: { tags: { colour: 'blue' } } },

  IntegrationRuntimes_CreateOrUpdate: { ...writes, ...onRuntime, action: `${runtimes}/write`, body: selfHosted },
  IntegrationRuntimes_Delete: { ...deletes, ...onRuntime, action: `${runtimes}/delete` },
  IntegrationRuntimes_Get: { ...reads, ...onRuntime, action: `${runtimes}/read` },
  IntegrationRuntimes_GetStatus: { ...reads, ...onRuntime, action: `${runtimes}/getStatus/read` },
  IntegrationRuntimes_ListAuthKeys: { ...writes, ...onRuntime, action: `${runtimes}/listAuthKeys/action` },
  IntegrationRuntimes_ListByFactory: { ...reads, ...onFactory, action: `${runtimes}/read` },
  IntegrationRuntimes_RegenerateAuthKey: {
    ...writes,
    ...onRuntime,
    action: `${runtimes}/regenerateAuthKey/action`,
    body: { keyName: 'authKey2' },
  },
  IntegrationRuntimes_Update: { ...writes, ...onRuntime, action: `${runtimes}/write`, body: { autoUpdate: 'Off' } },

  ManagedVirtualNetworks_ListByFactory: { ...reads, ...onFactory, action: `${factories}/managedVirtualNetworks/read` },
  Operations_List: tenantReads,

  Providers_Get: { ...reads, ...onSubscription, action: 'Microsoft.Resources/subscriptions/providers/read' },
  Providers_List: { ...reads, ...onSubscription, action: 'Microsoft.Resources/subscriptions/providers/read' },
  Providers_Register: { ...writes, ...onSubscription, action: 'Microsoft.DataFactory/register/action' },

  ResourceGroups_CheckExistence: { ...reads, ...onGroup, action: `${groups}/read` },
  ResourceGroups_CreateOrUpdate: { ...writes, ...onGroup, action: `${groups}/write`, body: location },
  ResourceGroups_Delete: { ...deletes, ...onGroup, action: `${groups}/delete` },
  ResourceGroups_Get: { ...reads, ...onGroup, action: `${groups}/read` },
  ResourceGroups_List: { ...reads, ...onSubscription, action: `${groups}/read` },
  Resources_ListByResourceGroup: { ...reads, ...onGroup, action: `${groups}/resources/read` },

  Subscriptions_Get: { ...reads, ...onSubscription, action: 'Microsoft.Resources/subscriptions/read' },
  Subscriptions_List: tenantReads,
  Tenants_List: tenantReads,
}

/** The operations that there is a sample for. */
export const sampledIds: readonly string[] = Object.keys(samples)

export const sampleOf = ({ id }: AnyOperation): Sample => {
  const sample = samples[id]
  if (!sample) throw new Error(`There is no sample request for ${id}. Add one to test/support/samples.ts.`)
  return sample
}

/** Names that no other operation uses, so that the tests of one do not disturb those of another. */
export const namesOf = ({ id }: AnyOperation): Readonly<Record<string, string>> => ({
  subscriptionId,
  resourceGroupName: id,
  factoryName: id.replace('_', '-'),
  integrationRuntimeName: 'Runtime-1',
  resourceProviderNamespace: 'Microsoft.DataFactory',
})

/** The path of an operation with its names filled in; `others` replaces some of them. */
export const urlOf = (operation: AnyOperation, others: Readonly<Record<string, string>> = {}): string => {
  const names = { ...namesOf(operation), ...others }
  return operation.path.replace(/:(\w+)/g, (_, name: string) => names[name] ?? '')
}
