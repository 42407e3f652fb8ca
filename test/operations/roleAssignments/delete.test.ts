import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { withIdentity } from '../../support/borrowing.ts'
import {
  factoryUrl,
  groupUrl,
  nobody,
  owner,
  reader,
  roleIds,
  runtimeUrl,
  subscriptionUrl,
  user,
} from '../../support/known.ts'
import { assign, assignmentsUrl, assignmentUrl, givenAssignment } from '../../support/roles.ts'
import type { Service } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const list = async (azure: Service, scope: string, query = '') => {
  const url = assignmentsUrl(scope)
  return (await azure.send('GET', url, { query: `api-version=2022-04-01${query}` })).body.value
}
const nameOf = async (azure: Service, principalId: string, scope: string): Promise<string> =>
  (await list(azure, scope)).find(
    ({ properties }: { properties: { principalId: string; scope: string } }) =>
      properties.principalId === principalId && properties.scope === scope,
  ).name

test('an assignment is deleted with 200 and what it was, and again with 204 and nothing', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  const url = await givenAssignment(azure, { url: assignmentUrl(groupUrl), principalId: nobody.objectId })
  const { body: before } = await azure.send('GET', url)

  const [first, second] = [await azure.send('DELETE', url.toUpperCase()), await azure.send('DELETE', url)]

  assert.equal(first.status, 200)
  assert.deepEqual(first.body, before)
  assert.equal(second.status, 204)
  assert.equal(second.body, '')
  assert.equal((await azure.send('GET', url)).status, 404)
  assert.equal((await assign(azure, { url, principalId: user.objectId })).status, 201, 'the name is free again')
})

test('at another scope than its own there is nothing to delete', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const name = randomUUID()
  const url = await givenAssignment(azure, { url: assignmentUrl(factoryUrl, name), principalId: nobody.objectId })

  for (const scope of ['/', subscriptionUrl, groupUrl, runtimeUrl]) {
    assert.equal((await azure.send('DELETE', assignmentUrl(scope, name))).status, 204, scope)
  }

  assert.equal((await azure.send('GET', url)).status, 200)
})

const lastAdmin = {
  code: 'CannotDeleteLastRbacAdminAssignment',
  message: 'Cannot delete the last RBAC admin assignment',
}

/** The built-in world has two Owners; this leaves the application alone. */
const givenOneAdmin = async (azure: Service): Promise<void> => {
  const { status } = await azure.send('DELETE', assignmentUrl('/', await nameOf(azure, user.objectId, '/')))
  assert.equal(status, 200)
}

test('the last who could give access to the tenant stays, in the words of Azure', async (t) => {
  const azure = await startService(t)
  await givenOneAdmin(azure)
  const [first, token] = [await nameOf(azure, owner.objectId, '/'), await azure.tokenOf(reader)]
  const other = { role: 'User Access Administrator', principalId: reader.objectId }
  const second = await givenAssignment(azure, { url: assignmentUrl('/'), ...other })

  const taken = await azure.send('DELETE', assignmentUrl('/', first), { token })
  const last = await azure.send('DELETE', second, { token })

  assert.equal(taken.status, 200)
  assert.equal((await azure.send('GET', subscriptionUrl)).status, 403, 'the first has lost its role')
  assert.equal(last.status, 412)
  assert.deepEqual(last.body.error, lastAdmin)
  await givenAssignment(azure, { url: assignmentUrl('/'), role: 'Owner', principalId: owner.objectId, token })
  assert.equal((await azure.send('DELETE', second, { token })).status, 200)
})

for (const [what, principalId, properties] of [
  ['whom nobody knows', '99999999-0000-4000-8000-00000000000f', { principalType: 'Group' }],
  ['the identity of a factory', undefined, {}],
] as const) {
  test(`${what} can get no token, and so is no administrator`, async (t) => {
    const azure = await startService(t)
    await givenOneAdmin(azure)
    await azure.givenAGroup()
    const { body } = await azure.send('PUT', factoryUrl, withIdentity)
    const ghost = { role: 'Owner', principalId: principalId ?? body.identity.principalId, properties }
    const url = await givenAssignment(azure, { url: assignmentUrl('/'), ...ghost })

    const last = await azure.send('DELETE', assignmentUrl('/', await nameOf(azure, owner.objectId, '/')))

    assert.equal(last.status, 412)
    assert.deepEqual(last.body.error, lastAdmin)
    assert.equal((await azure.send('DELETE', url)).status, 200)
  })
}

for (const [what, { objectId }] of [
  ['a user', user],
  ['a managed identity', nobody],
  ['an application with a secret', reader],
] as const) {
  test(`${what} can get a token, and so may be the last administrator`, async (t) => {
    const azure = await startService(t)
    if (objectId !== user.objectId) {
      await givenOneAdmin(azure)
      await givenAssignment(azure, { url: assignmentUrl('/'), role: 'Owner', principalId: objectId })
    }

    const other = await azure.send('DELETE', assignmentUrl('/', await nameOf(azure, owner.objectId, '/')))

    assert.equal(other.status, 200)
  })
}

test('a subscription, a group and all below may lose theirs while there is one above', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  for (const scope of [subscriptionUrl, groupUrl, factoryUrl, runtimeUrl]) {
    const url = await givenAssignment(azure, { url: assignmentUrl(scope), role: 'Owner', principalId: reader.objectId })
    assert.equal((await azure.send('DELETE', url)).status, 200, scope)
  }
})

for (const [what, deleted] of [
  ['a runtime', runtimeUrl],
  ['a factory', factoryUrl],
  ['a resource group', groupUrl],
] as const) {
  test(`${what} that is deleted takes the roles at it and below it along, and no others`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    const scopes = ['/', subscriptionUrl, groupUrl, factoryUrl, runtimeUrl]
    for (const scope of scopes) {
      await givenAssignment(azure, { url: assignmentUrl(scope), role: 'Contributor', principalId: nobody.objectId })
    }

    await azure.send('DELETE', deleted.toUpperCase())

    const filter = encodeURIComponent(`principalId eq '${nobody.objectId}'`)
    const left: { properties: { scope: string } }[] = await list(azure, '/', `&$filter=${filter}`)
    assert.deepEqual(
      left.map(({ properties }) => properties.scope).toSorted(),
      scopes.slice(0, scopes.indexOf(deleted)).toSorted(),
    )
  })
}

test('a runtime that is made anew is not within reach of the role on the old one', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const token = await azure.tokenOf(nobody)
  await givenAssignment(azure, { url: assignmentUrl(runtimeUrl), role: 'Owner', principalId: nobody.objectId })
  assert.equal((await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status, 200)

  await azure.send('DELETE', runtimeUrl)
  await azure.givenARuntime()

  assert.equal((await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status, 403)
})

test('a neighbour whose name only begins alike keeps its roles', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const neighbour = `${runtimeUrl}0`
  await azure.send('PUT', neighbour, { body: { properties: { type: 'SelfHosted' } } })
  const url = await givenAssignment(azure, { url: assignmentUrl(neighbour), principalId: nobody.objectId })

  await azure.send('DELETE', runtimeUrl)

  const { body } = await azure.send('GET', url)
  assert.match(body.properties.roleDefinitionId, new RegExp(`${roleIds.Reader}$`))
})
