import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { roleIds } from './known.ts'
import type { Service } from './shareService.ts'
import type { Reply } from './startService.ts'

type RoleName = keyof typeof roleIds

const below = (scope: string, type: string): string =>
  `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/${type}`

/** Where the role assignments at a scope are listed. */
export const assignmentsUrl = (scope: string): string => below(scope, 'roleAssignments')

/** Where the role definitions at a scope are listed. */
export const definitionsUrl = (scope: string): string => below(scope, 'roleDefinitions')

/** Where a role assignment is, and by default a new one. */
export const assignmentUrl = (scope: string, name: string = randomUUID()): string => `${assignmentsUrl(scope)}/${name}`

/** Where a role definition is, and by default a new one. */
export const definitionUrl = (scope: string, id: string = randomUUID()): string => `${definitionsUrl(scope)}/${id}`

/** The whole id of one of Azure's own roles at the root. */
export const builtIn = (role: RoleName): string => definitionUrl('/', roleIds[role])

interface Wanted {
  readonly url: string
  /** The name of one of Azure's own, or a whole id. */
  readonly role?: string
  readonly principalId: string
  /** More of its properties. */
  readonly properties?: object
  readonly token?: string
}

/** Asks for a role for somebody; unless told otherwise that of a Reader, by the Owner of everything. */
export const assign = (
  { send }: Pick<Service, 'send'>,
  { url, role = 'Reader', principalId, properties, token }: Wanted,
): Promise<Reply> => {
  const roleDefinitionId = role in roleIds ? builtIn(role as RoleName) : role
  const body = { properties: { roleDefinitionId, principalId, ...properties } }
  return send('PUT', url, { body, query: 'api-version=2022-04-01', ...(token !== undefined && { token }) })
}

/** Gives a role to somebody; answers where it is. */
export const givenAssignment = async (azure: Pick<Service, 'send'>, wanted: Wanted): Promise<string> => {
  const { status, body } = await assign(azure, wanted)
  assert.equal(status, 201, JSON.stringify(body))
  return wanted.url
}

interface WantedRole {
  readonly url: string
  readonly scopes: readonly string[]
  readonly actions?: readonly string[]
  /** More of its properties. */
  readonly properties?: object
  readonly token?: string
}

/** Asks for a role of one's own; unless told otherwise one of a name that no other has, by the Owner of everything. */
export const define = (
  { send }: Pick<Service, 'send'>,
  { url, scopes, actions = ['*/read'], properties, token }: WantedRole,
): Promise<Reply> =>
  send('PUT', url, {
    body: { properties: { roleName: url, assignableScopes: scopes, permissions: [{ actions }], ...properties } },
    query: 'api-version=2022-05-01-preview',
    ...(token !== undefined && { token }),
  })

/** Makes a role of one's own; answers where it is. */
export const givenRole = async (azure: Pick<Service, 'send'>, wanted: WantedRole): Promise<string> => {
  const { status, body } = await define(azure, wanted)
  assert.equal(status, 201, JSON.stringify(body))
  return wanted.url
}
