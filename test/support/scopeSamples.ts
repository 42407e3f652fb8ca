import { createHash } from 'node:crypto'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { roleIds, user } from './known.ts'
import type { Sample } from './samples.ts'

/** Where an operation is that is asked of scopes. */
interface Place extends Pick<AnyOperation, 'id' | 'path'> {
  /** The URL of the scope. */
  readonly scope: string
}

const authorization = 'Microsoft.Authorization'

const quotaAt = ({ path }: Place, kind: 'deletes' | 'reads' | 'writes'): Sample['quota'] =>
  `${path.startsWith('/subscriptions/') ? 'subscription' : 'tenant'}-${kind}`

/** Recorded for the tenant and for groups. */
const scopeOfList = ({ path }: Place): string => {
  const above = path
    .slice(0, path.indexOf(`/providers/${authorization}`))
    .split('/')
    .at(-1)
  return above === '' || above === ':resourceGroupName' ? authorization : (above ?? '')
}

const assignment = (role: keyof typeof roleIds) => ({
  properties: {
    roleDefinitionId: `/providers/${authorization}/roleDefinitions/${roleIds[role]}`,
    principalId: user.objectId,
  },
})

/** A role that can be assigned at its place alone; at the tenant there can be none. */
const definition = ({ id, path, scope }: Place) => ({
  properties: {
    roleName: createHash('md5').update(`${id} ${path}`).digest('hex'),
    permissions: [{ actions: ['*/read'] }],
    assignableScopes: [scope || '/'],
  },
})

/** What must be there beforehand, as the body that makes it. No two have the same role at the same scope. */
const preparations: Readonly<Record<string, (place: Place) => object | undefined>> = {
  RoleAssignments_Delete: () => assignment('Data Factory Contributor'),
  RoleAssignments_Get: () => assignment('Contributor'),
  RoleDefinitions_Delete: (place) => (place.scope === '' ? undefined : definition(place)),
}

const samples: Readonly<Record<string, (place: Place) => Sample>> = {
  Permissions_ListForResource: (place) => ({
    quota: quotaAt(place, 'reads'),
    action: `${authorization}/permissions/read`,
    scope: scopeOfList(place),
  }),
  RoleAssignments_Create: (place) => ({
    quota: quotaAt(place, 'writes'),
    action: `${authorization}/roleAssignments/write`,
    scope: ':roleAssignmentName',
    body: assignment('Reader'),
  }),
  RoleAssignments_Delete: (place) => ({
    quota: quotaAt(place, 'deletes'),
    action: `${authorization}/roleAssignments/delete`,
    scope: ':roleAssignmentName',
  }),
  RoleAssignments_Get: (place) => ({
    quota: quotaAt(place, 'reads'),
    action: `${authorization}/roleAssignments/read`,
    scope: ':roleAssignmentName',
  }),
  RoleAssignments_ListForScope: (place) => ({
    quota: quotaAt(place, 'reads'),
    action: `${authorization}/roleAssignments/read`,
    scope: scopeOfList(place),
  }),
  RoleDefinitions_CreateOrUpdate: (place) => ({
    quota: quotaAt(place, 'writes'),
    action: `${authorization}/roleDefinitions/write`,
    scope: ':roleDefinitionId',
    body: definition(place),
    ...(place.scope === '' && { isRefused: true }),
  }),
  RoleDefinitions_Delete: (place) => ({
    quota: quotaAt(place, 'deletes'),
    action: `${authorization}/roleDefinitions/delete`,
    scope: ':roleDefinitionId',
  }),
  RoleDefinitions_Get: (place) => ({
    quota: quotaAt(place, 'reads'),
    ...(place.scope !== '' && { action: `${authorization}/roleDefinitions/read`, scope: ':roleDefinitionId' }),
  }),
  RoleDefinitions_List: (place) => ({
    quota: quotaAt(place, 'reads'),
    ...(place.scope !== '' && { action: `${authorization}/roleDefinitions/read`, scope: scopeOfList(place) }),
  }),
}

/** The operations that are asked of scopes. */
export const scopeSampledIds: readonly string[] = Object.keys(samples)

/** The sample of one of these at one kind of scope; undefined for all others. */
export const scopeSampleOf = (place: Place): Sample | undefined => samples[place.id]?.(place)

/** What its sample needs beforehand, as the body of a PUT; undefined where that is nothing. */
export const scopePreparationOf = (place: Place): object | undefined => preparations[place.id]?.(place)

/** Names that no other place of no other operation uses; to be read there must be a role that is there always. */
export const scopeNamesOf = ({ id, path }: AnyOperation): Readonly<Record<string, string>> => {
  const hash = createHash('md5').update(`${id} ${path}`).digest('hex')
  const guid = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { roleAssignmentName: guid, roleDefinitionId: id === 'RoleDefinitions_Get' ? roleIds.Reader : guid }
}
