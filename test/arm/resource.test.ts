import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resourceOf } from '../../src/arm/resource.ts'
import { get } from '../../src/operations/integrationRuntimes/get.ts'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { routes } from '../../src/operations/routes.ts'

const tenant = ''
const subscription = '/subscriptions/:subscriptionId'
const group = `${subscription}/resourceGroups/:resourceGroupName`
const factory = `${group}/providers/Microsoft.DataFactory/factories/:factoryName`
const runtime = `${factory}/integrationRuntimes/:integrationRuntimeName`
const node = `${runtime}/nodes/:nodeName`
/** From memory of the real service, and documented as what a role at the tenant's log is given at. */
const events = '/providers/Microsoft.Insights/eventtypes/management'

const authorizationAt = (scope: string, name: string): string => `${scope}/providers/Microsoft.Authorization/${name}`

/** A role lets its bearer do an operation if it was given here or above: what stands here is who may do what. */
const scopes: Readonly<Record<string, string>> = {
  AuthKeyUsage_List: runtime,

  Factories_ConfigureFactoryRepo: `${subscription}/providers/Microsoft.DataFactory/locations/:locationId`,
  Factories_CreateOrUpdate: factory,
  Factories_Delete: factory,
  Factories_Get: factory,
  Factories_GetDataPlaneAccess: factory,
  Factories_GetGitHubAccessToken: factory,
  Factories_List: subscription,
  // As seen in messages of the real service.
  Factories_ListByResourceGroup: `${group}/providers/Microsoft.DataFactory`,
  Factories_Update: factory,

  IntegrationRuntime_DisableInteractiveQuery: runtime,
  IntegrationRuntime_EnableInteractiveQuery: runtime,
  IntegrationRuntimeNodes_Delete: node,
  IntegrationRuntimeNodes_Get: node,
  IntegrationRuntimeNodes_GetIpAddress: node,
  IntegrationRuntimeNodes_Update: node,
  IntegrationRuntimeObjectMetadata_Get: runtime,
  IntegrationRuntimeObjectMetadata_Refresh: runtime,
  IntegrationRuntimes_CreateLinkedIntegrationRuntime: runtime,
  IntegrationRuntimes_CreateOrUpdate: runtime,
  IntegrationRuntimes_Delete: runtime,
  IntegrationRuntimes_Get: runtime,
  IntegrationRuntimes_GetConnectionInfo: runtime,
  IntegrationRuntimes_GetMonitoringData: runtime,
  IntegrationRuntimes_GetOperationResult: runtime,
  IntegrationRuntimes_GetOperationStatus: runtime,
  IntegrationRuntimes_GetStatus: runtime,
  IntegrationRuntimes_ListAuthKeys: runtime,
  IntegrationRuntimes_ListByFactory: factory,
  IntegrationRuntimes_ListOutboundNetworkDependenciesEndpoints: runtime,
  IntegrationRuntimes_RegenerateAuthKey: runtime,
  IntegrationRuntimes_RemoveLinks: runtime,
  IntegrationRuntimes_Start: runtime,
  IntegrationRuntimes_Stop: runtime,
  IntegrationRuntimes_SyncCredentials: runtime,
  IntegrationRuntimes_Update: runtime,
  IntegrationRuntimes_Upgrade: runtime,
  ManagedVirtualNetworks_ListByFactory: factory,

  ActivityLogs_List: `${subscription}${events}`,
  TenantActivityLogs_List: events,
  // For those who have roles at the tenant: no other scope covers it.
  Control_AuditManifest: '/providers/Lazulite.Control',
  Control_AuditPublicKey: '/providers/Lazulite.Control',
  Control_AuditRecords: '/providers/Lazulite.Control',
  Control_RotateKeyring: '/providers/Lazulite.Control',

  Providers_Get: subscription,
  Providers_List: subscription,
  Providers_Register: subscription,
  Providers_Unregister: subscription,
  ResourceGroups_CheckExistence: group,
  ResourceGroups_CreateOrUpdate: group,
  ResourceGroups_Delete: group,
  ResourceGroups_Get: group,
  ResourceGroups_GetOperationResult: subscription,
  ResourceGroups_List: subscription,
  Resources_ListByResourceGroup: group,
  Subscriptions_Get: subscription,
  Subscriptions_ListLocations: subscription,

  // Whoever is signed in may ask: nobody looks for a role.
  Operations_List: '/providers/Microsoft.DataFactory',
  Subscriptions_List: tenant,
  Tenants_List: tenant,
}

/** A list of what a provider has in a group, or in the tenant, is asked at the provider there. */
const listAt = (scope: string): string =>
  scope === group || scope === tenant ? `${scope}/providers/Microsoft.Authorization` : scope

/** What a route of an operation that is mounted at every scope asks a role for, by the scope. */
const scopesAnywhere: Readonly<Record<string, (scope: string) => string>> = {
  Permissions_ListForResource: listAt,
  RoleAssignments_Create: (scope) => authorizationAt(scope, 'roleAssignments/:roleAssignmentName'),
  RoleAssignments_Delete: (scope) => authorizationAt(scope, 'roleAssignments/:roleAssignmentName'),
  RoleAssignments_Get: (scope) => authorizationAt(scope, 'roleAssignments/:roleAssignmentName'),
  RoleAssignments_ListForScope: listAt,
  RoleDefinitions_CreateOrUpdate: (scope) => authorizationAt(scope, 'roleDefinitions/:roleDefinitionId'),
  RoleDefinitions_Delete: (scope) => authorizationAt(scope, 'roleDefinitions/:roleDefinitionId'),
  RoleDefinitions_Get: (scope) => authorizationAt(scope, 'roleDefinitions/:roleDefinitionId'),
  RoleDefinitions_List: listAt,
}

const isAnywhere = ({ id }: AnyOperation): boolean => id in scopesAnywhere

test('every operation asks for a role at one known place', () => {
  for (const route of routes.filter((route) => !isAnywhere(route))) {
    assert.equal(resourceOf(route).scopePath, scopes[route.id], route.id)
  }
})

test('what is mounted at every scope asks for a role at each of them', () => {
  for (const route of routes.filter(isAnywhere)) {
    const [above = ''] = route.path.split('/providers/Microsoft.Authorization/')
    assert.ok([tenant, subscription, group, factory, runtime].includes(above), route.path)
    assert.equal(resourceOf(route).scopePath, scopesAnywhere[route.id]?.(above), `${route.id} at ${above}`)
  }
})

test('the scope of an operation is part of its path, and ends at a name or a provider', () => {
  for (const route of routes) {
    const { scopePath } = resourceOf(route)
    const [, rest = ''] = route.path.split(scopePath)
    assert.ok(route.path.startsWith(scopePath) && (rest === '' || rest.startsWith('/') || scopePath === ''), route.path)
    assert.match(scopePath, /^$|\/:\w+$|\/providers\/[\w.]+$|\/eventtypes\/management$/)
  }
})

test('the path says whose an operation is, and whose quota it takes', () => {
  for (const route of routes) {
    const { provided, level } = resourceOf(route)
    const isDataFactory = /\/providers\/Microsoft\.DataFactory\/(?!.*\/providers\/)/.test(route.path)
    assert.equal(provided?.provider.namespace, isDataFactory ? 'Microsoft.DataFactory' : undefined, route.path)
    assert.equal(level, route.path.startsWith('/subscriptions/') ? 'subscription' : 'tenant', route.path)
  }
})

test('the type of a resource is the longest that its provider has', () => {
  const typeOf = (id: string) => {
    const route = routes.find((one) => one.id === id) ?? assert.fail(id)
    return resourceOf(route).provided?.type.resourceType
  }

  assert.equal(typeOf('Factories_ListByResourceGroup'), 'factories')
  assert.equal(typeOf('IntegrationRuntimes_ListByFactory'), 'factories/integrationRuntimes')
  assert.equal(typeOf('IntegrationRuntimes_RegenerateAuthKey'), 'factories/integrationRuntimes')
  assert.equal(typeOf('IntegrationRuntimes_GetOperationStatus'), 'factories/integrationRuntimes')
  assert.equal(typeOf('ManagedVirtualNetworks_ListByFactory'), 'factories/managedVirtualNetworks')
  assert.equal(typeOf('Operations_List'), 'operations')
  assert.equal(typeOf('ResourceGroups_Get'), undefined)
})

test('a type that its provider does not have is a defect, seen at start', () => {
  const path = `${group}/providers/Microsoft.DataFactory/pipelines/:pipelineName`

  assert.throws(
    () => resourceOf({ ...get, path } as AnyOperation),
    /No provider has the type of pipelines\/:pipelineName/,
  )
})
