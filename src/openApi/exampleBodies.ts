import { builtInRole } from '../core/access/builtInRoles.ts'
import type { JsonObject } from '../core/json.ts'
import { formatFactoryId } from '../core/resourceId.ts'
import { exampleNames } from './exampleNames.ts'

const { subscriptionId, factoryName, scope } = exampleNames
/** Of the built-in world's own user. */
const principalId = '55555555-5555-5555-5555-00000000000a'
const location = 'eastus'

/** A body for each operation that takes one, to begin with. */
export const exampleBodies: Readonly<Record<string, JsonObject>> = {
  Factories_ConfigureFactoryRepo: {
    factoryResourceId: formatFactoryId(exampleNames),
    repoConfiguration: {
      type: 'FactoryGitHubConfiguration',
      accountName: 'orchard',
      repositoryName: 'pears',
      collaborationBranch: 'main',
      rootFolder: '/',
    },
  },
  Factories_CreateOrUpdate: { location },
  Factories_GetDataPlaneAccess: { permissions: 'r', accessResourcePath: '', profileName: 'DefaultProfile' },
  Factories_GetGitHubAccessToken: { gitHubAccessCode: 'code', gitHubAccessTokenBaseUrl: 'https://github.com' },
  Factories_Update: { tags: { environment: 'rehearsal' } },
  IntegrationRuntime_EnableInteractiveQuery: { autoTerminationMinutes: 10 },
  IntegrationRuntimeNodes_Update: { concurrentJobsLimit: 2 },
  IntegrationRuntimeObjectMetadata_Get: { metadataPath: 'SSISDB' },
  IntegrationRuntimes_CreateLinkedIntegrationRuntime: {
    name: 'linkedIntegrationRuntime',
    subscriptionId,
    dataFactoryName: factoryName,
    dataFactoryLocation: location,
  },
  IntegrationRuntimes_CreateOrUpdate: { properties: { type: 'SelfHosted', description: 'For rehearsals' } },
  IntegrationRuntimes_RegenerateAuthKey: { keyName: 'authKey2' },
  IntegrationRuntimes_RemoveLinks: { factoryName },
  IntegrationRuntimes_Update: { autoUpdate: 'Off' },
  ResourceGroups_CreateOrUpdate: { location },
  RoleAssignments_Create: {
    properties: {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${builtInRole('Reader').id}`,
      principalId,
    },
  },
  RoleDefinitions_CreateOrUpdate: {
    properties: {
      roleName: 'Key rotator',
      permissions: [{ actions: ['Microsoft.DataFactory/factories/integrationRuntimes/regenerateAuthKey/action'] }],
      assignableScopes: [`/${scope}`],
    },
  },
}
