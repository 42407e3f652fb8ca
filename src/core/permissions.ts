import type { Caller } from './caller.ts'
import { CloudError } from './errors.ts'

interface RoleDefinition {
  /** GUID, the same in every Azure tenant. */
  readonly id: string
  readonly name: string
  /** Patterns of actions, `*` for any text. */
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
}

export interface RoleAssignment {
  readonly id: string
  readonly tenantId: string
  readonly principalId: string
  readonly roleDefinitionId: string
  /** Where it holds, and everywhere below: `/` or a resource id. */
  readonly scope: string
}

/** Azure's own definitions. Documented. */
export const builtInRoles: readonly RoleDefinition[] = [
  { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', name: 'Owner', actions: ['*'], notActions: [] },
  {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    name: 'Contributor',
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
  },
  { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader', actions: ['*/read'], notActions: [] },
  {
    id: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    name: 'User Access Administrator',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
    notActions: [],
  },
  {
    id: '673868aa-7521-48a0-acc6-0f60742d39f5',
    name: 'Data Factory Contributor',
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
    notActions: [],
  },
]

/** The role of that name or id, whatever its letter case. */
export const findBuiltInRole = (nameOrId: string): RoleDefinition | undefined =>
  builtInRoles.find(({ id, name }) => [id, name.toLowerCase()].includes(nameOrId.toLowerCase()))

/** Whether any of a principal's assignments lets it do `action` at `scope`. */
export const isPermitted = (assignments: readonly RoleAssignment[], action: string, scope: string): boolean =>
  assignments.some((assignment) => {
    const role = findBuiltInRole(assignment.roleDefinitionId)
    return role !== undefined && covers(assignment.scope, scope) && grants(role, action)
  })

/** Whether any assignment touches the subtree of `scope`: at it, above it or below it. */
export const isConcerned = (assignments: readonly RoleAssignment[], scope: string): boolean =>
  assignments.some((assignment) => covers(assignment.scope, scope) || covers(scope, assignment.scope))

const grants = ({ actions, notActions }: RoleDefinition, action: string): boolean =>
  actions.some((pattern) => matches(pattern, action)) && !notActions.some((pattern) => matches(pattern, action))

/** Scopes compare by whole segments, whatever their letter case: `/subscriptions/1` does not cover `/subscriptions/12`. */
const covers = (outer: string, inner: string): boolean => {
  const segments = (scope: string): string[] => scope.toLowerCase().split('/').filter(Boolean)
  const below = segments(inner)
  return segments(outer).every((segment, index) => segment === below[index])
}

const matches = (pattern: string, action: string): boolean => {
  const text = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${text}$`, 'i').test(action)
}

/** Documented. The text is the same whether the scope exists or not, so that nobody learns what is there. */
export const authorizationFailed = (caller: Caller, action: string, scope: string): CloudError =>
  new CloudError(
    'AuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  )
