import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { authorizationClient, azureClient, givenARuntime, runtimeNames } from '../support/azureClients.ts'
import { groupUrl, owner, reader, roleIds, runtimeUrl, subscriptionUrl } from '../support/known.ts'
import { request } from '../support/request.ts'

const azure = await startLazulite()
after(() => azure.close())
await givenARuntime(azure)
const contributor = `${subscriptionUrl}/providers/Microsoft.Authorization/roleDefinitions/${roleIds['Data Factory Contributor']}`

const collect = async <Item>(pages: AsyncIterable<Item>): Promise<Item[]> => {
  const items: Item[] = []
  for await (const item of pages) items.push(item)
  return items
}

/** The keys of the runtime, as an application without a role on them asks for them. */
const listKeys = () => azureClient(azure, reader).integrationRuntimes.listAuthKeys(...runtimeNames)
const forbidden = { statusCode: 403, code: 'AuthorizationFailed' }

test('an application is given a role, uses it with its next request, and loses it with the one after', async () => {
  const { roleAssignments } = authorizationClient(azure)
  const name = randomUUID()
  await assert.rejects(listKeys(), forbidden)

  const made = await roleAssignments.create(runtimeUrl, name, {
    roleDefinitionId: contributor,
    principalId: reader.objectId,
    principalType: 'ServicePrincipal',
    description: 'Rotates at night',
  })

  const keys = await listKeys()
  assert.match(keys.authKey1 ?? '', /^IR@/)
  assert.partialDeepStrictEqual(made, {
    name,
    scope: runtimeUrl,
    roleDefinitionId: contributor,
    principalId: reader.objectId,
    principalType: 'ServicePrincipal',
    description: 'Rotates at night',
    createdBy: owner.objectId,
  })
  assert.ok(made.createdOn instanceof Date)
  assert.deepEqual(await roleAssignments.getById(made.id ?? ''), made)
  const again = { roleDefinitionId: contributor, principalId: reader.objectId }
  await assert.rejects(roleAssignments.create(runtimeUrl, randomUUID(), again), {
    statusCode: 409,
    code: 'RoleAssignmentExists',
  })

  assert.deepEqual(await roleAssignments.delete(runtimeUrl, name), made)
  await assert.rejects(listKeys(), forbidden)
  assert.equal((await roleAssignments.delete(runtimeUrl, name)).id, undefined, 'there is nothing left to delete')
})

test('a role of one’s own is made, given, narrowed, and deleted when nobody has it any more', async () => {
  const { roleAssignments, roleDefinitions, permissions } = authorizationClient(azure)
  const [id, name] = [randomUUID(), randomUUID()]
  const rotate = 'Microsoft.DataFactory/factories/integrationRuntimes/*/action'
  const role = {
    roleName: "Key rotator's role",
    roleType: 'CustomRole',
    description: 'May rotate keys',
    permissions: [{ actions: [rotate], notActions: [], dataActions: [], notDataActions: [] }],
    assignableScopes: [groupUrl],
  }

  const made = await roleDefinitions.createOrUpdate(groupUrl, id, role)
  await roleAssignments.create(groupUrl, name, { roleDefinitionId: made.id ?? '', principalId: reader.objectId })
  await listKeys()

  assert.partialDeepStrictEqual(made, role)
  const filter = "roleName eq 'Key rotator''s role'"
  const [found, ...others] = await collect(roleDefinitions.list(runtimeUrl, { filter }))
  assert.equal(found?.name, id)
  assert.deepEqual(others, [])
  const mine = authorizationClient(azure, reader).permissions
  const allowed = await collect(mine.listForResourceGroup('rg'))
  assert.deepEqual(allowed.map(({ actions }) => actions).toSorted(), [['*/read'], [rotate]].toSorted())
  assert.equal((await collect(permissions.listForResourceGroup('rg'))).length, 1)

  await roleDefinitions.createOrUpdate(groupUrl, id, { ...role, permissions: [{ actions: ['*/read'] }] })
  await assert.rejects(listKeys(), forbidden)
  await assert.rejects(roleDefinitions.delete(groupUrl, id), { code: 'RoleDefinitionHasAssignments' })
  await roleAssignments.delete(groupUrl, name)
  assert.equal((await roleDefinitions.delete(groupUrl, id)).roleName, role.roleName)
  await assert.rejects(roleDefinitions.get(groupUrl, id), { statusCode: 404, code: 'RoleDefinitionDoesNotExist' })
})

test('what az and Terraform ask is answered as they ask it: with two slashes in front, and with their filters', async () => {
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')
  const get = async (path: string) => {
    const { status, text } = await request(`${azure.httpUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })
    assert.equal(status, 200, text)
    return JSON.parse(text).value
  }
  const authorization = 'providers/Microsoft.Authorization'

  const [role] = await get(
    `//${authorization}/roleDefinitions?%24filter=roleName+eq+%27Contributor%27&api-version=2022-05-01-preview`,
  )
  const here = await get(
    `/${runtimeUrl}/${authorization}/roleAssignments?$filter=atScope()%20and%20assignedTo(%27${reader.objectId}%27)&api-version=2022-04-01`,
  )
  const all = await get(`${subscriptionUrl}/${authorization}/roleAssignments?api-version=2020-04-01-preview`)

  assert.equal(role.name, roleIds.Contributor)
  assert.equal(role.id, `/${authorization}/roleDefinitions/${roleIds.Contributor}`)
  assert.deepEqual(
    here.map(({ properties }: { properties: { scope: string } }) => properties.scope),
    ['/'],
  )
  assert.equal(all.length, 3)
})
