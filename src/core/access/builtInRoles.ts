import type { RoleDefinition } from './roleDefinition.ts'

const builtIn = (
  id: string,
  name: string,
  { description, actions, notActions = [] }: { description: string; actions: string[]; notActions?: string[] },
): RoleDefinition => ({
  id,
  name,
  description,
  permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }],
  assignableScopes: ['/'],
  custom: undefined,
})

/** Azure's own definitions, by their names. Ids, names and actions documented; the descriptions are ours. */
export const builtInRoles: readonly RoleDefinition[] = [
  builtIn('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', {
    description: 'May do everything but give access to others.',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
      'Microsoft.Purview/consents/write',
      'Microsoft.Purview/consents/delete',
    ],
  }),
  builtIn('673868aa-7521-48a0-acc6-0f60742d39f5', 'Data Factory Contributor', {
    description: 'May do everything with data factories and with what is in them.',
    actions: [
      'Microsoft.Authorization/*/read',
      'Microsoft.DataFactory/dataFactories/*',
      'Microsoft.DataFactory/factories/*',
      'Microsoft.Insights/alertRules/*',
      'Microsoft.ResourceHealth/availabilityStatuses/read',
      'Microsoft.Resources/deployments/*',
      'Microsoft.Resources/subscriptions/resourceGroups/read',
      'Microsoft.Support/*',
      'Microsoft.EventGrid/eventSubscriptions/write',
    ],
  }),
  builtIn('8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', {
    description: 'May do everything, and give access to others.',
    actions: ['*'],
  }),
  builtIn('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', {
    description: 'May see everything, and change nothing.',
    actions: ['*/read'],
  }),
  builtIn('18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator', {
    description: 'May see everything, and give access to others.',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  }),
]

/** The built-in role of that name or id, whatever its letter case. */
export const findBuiltInRole = (nameOrId: string): RoleDefinition | undefined =>
  builtInRoles.find(({ id, name }) => [id, name.toLowerCase()].includes(nameOrId.toLowerCase()))

/**
 * The built-in role of that name or id, whatever its letter case.
 *
 * @throws Error for one that others should have refused.
 */
export const builtInRole = (nameOrId: string): RoleDefinition => {
  const role = findBuiltInRole(nameOrId)
  if (!role) throw new Error(`There is no built-in role '${nameOrId}'.`)
  return role
}
