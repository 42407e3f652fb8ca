import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { issuerOf } from '../../../src/core/token.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import {
  factoryUrl,
  groupUrl,
  nobody,
  origin,
  roleIds,
  runtimeUrl,
  subscriptionUrl,
  tenantId,
} from '../../support/known.ts'
import {
  assign,
  assignmentsUrl,
  assignmentUrl,
  define,
  definitionUrl,
  givenAssignment,
  givenRole,
} from '../../support/roles.ts'
import { startService } from '../../support/startService.ts'
import { groupOwner, otherSubscriptionId, otherTenantId, twoTenants } from '../../support/twoTenants.ts'

const otherGroupUrl = groupUrl.replace('/rg', '/other')
const otherFactoryUrl = factoryUrl.replace('/rg/', '/other/').replace('Factory-1', 'Factory-2')
const theirSubscriptionUrl = `/subscriptions/${otherSubscriptionId}`

/** Owner of everything in the other tenant; at home there alone. */
const stranger = { clientId: '88888888-8888-8888-8888-000000000002', objectId: '88888888-8888-8888-8888-00000000000a' }

/** Two groups, of which one has an owner of its own, and another tenant, with an owner of its own. */
const givenPeople = async (t: TestContext) => {
  const azure = await startService(t, { world: twoTenants })
  await azure.givenARuntime()
  for (const url of [otherGroupUrl, otherFactoryUrl]) await azure.send('PUT', url, { body: { location: 'eastus' } })
  const url = await givenAssignment(azure, { url: assignmentUrl('/'), role: 'Owner', principalId: nobody.objectId })
  await azure.store.change(async (tx) => {
    const [kept] = await tx.listRoleAssignments(tenantId, nobody.objectId)
    assert.ok(kept)
    await tx.saveRoleAssignment({ ...kept, id: randomUUID(), tenantId: otherTenantId, principalId: stranger.objectId })
    await tx.savePrincipal({
      tenantId: otherTenantId,
      objectId: stranger.objectId,
      kind: 'application',
      name: stranger.clientId,
      displayName: 'Stranger',
      secretHash: undefined,
    })
  })
  await azure.send('DELETE', url)
  return {
    azure,
    asGroupOwner: await azure.tokenOf(groupOwner),
    asNobody: await azure.tokenOf(nobody),
    asStranger: await azure.tokenOf(stranger, { tid: otherTenantId, iss: issuerOf(origin, otherTenantId) }),
  }
}

type People = Awaited<ReturnType<typeof givenPeople>>

/** What is asked for is refused, or does nothing. */
const assertNothingChanges = async (
  { azure }: People,
  what: string,
  asked: () => Promise<{ status: number; body: unknown }>,
  allowed: readonly number[] = [400, 401, 403, 404, 409],
): Promise<void> => {
  const before = await dumpStore(azure.store)
  const { status, body } = await asked()
  assert.ok(allowed.includes(status), `${what}: ${status} ${JSON.stringify(body)}`)
  assert.equal(await dumpStore(azure.store), before, what)
}

for (const role of ['Reader', 'Contributor', 'Data Factory Contributor'] as const) {
  test(`a ${role} gives no role to anybody, and takes none away`, async (t) => {
    const people = await givenPeople(t)
    const { azure, asNobody: token } = people
    const url = await givenAssignment(azure, { url: assignmentUrl('/'), role, principalId: nobody.objectId })
    const wanted = { role: 'Owner', principalId: nobody.objectId, token }

    for (const scope of ['/', subscriptionUrl, groupUrl, factoryUrl, runtimeUrl]) {
      await assertNothingChanges(people, scope, () => assign(azure, { url: assignmentUrl(scope), ...wanted }), [403])
      await assertNothingChanges(people, scope, () => azure.send('DELETE', url, { token }), [403])
      const defined = { url: definitionUrl(scope), scopes: [scope], token }
      await assertNothingChanges(people, scope, () => define(azure, defined), [403])
    }
  })
}

test('the owner of a group gives roles in it and below it', async (t) => {
  const { azure, asGroupOwner: token } = await givenPeople(t)

  for (const scope of [groupUrl, factoryUrl, runtimeUrl, groupUrl.toUpperCase()]) {
    const role = scope === groupUrl ? 'Owner' : 'Reader'
    const { status } = await assign(azure, { url: assignmentUrl(scope), role, principalId: nobody.objectId, token })
    assert.equal(status, 201, scope)
  }
})

test('and nowhere else, however the scope is written', async (t) => {
  const people = await givenPeople(t)
  const { azure, asGroupOwner: token } = people
  for (const group of [`${groupUrl}2`, groupUrl.replace('/rg', '/r')]) {
    await azure.send('PUT', group, { body: { location: 'eastus' } })
  }

  for (const scope of [
    '/',
    subscriptionUrl,
    otherGroupUrl,
    otherFactoryUrl,
    `${groupUrl}2`,
    groupUrl.replace('/rg', '/r'),
    `${groupUrl}/../other`,
    `${groupUrl}/%2e%2e/other`,
    `${groupUrl}%2f..%2fother`,
    `${groupUrl}/..`,
    `/${otherGroupUrl}`,
    `${otherGroupUrl}/`,
    `${otherGroupUrl}//`,
    otherGroupUrl.replace('/other', '/oth%65r'),
    groupUrl.replace('/resourceGroups', '//resourceGroups'),
    // The name of a factory that is elsewhere, below the group that they own.
    factoryUrl.replace('Factory-1', 'Factory-2'),
    otherFactoryUrl.replace('/other/', '/rg/').replace('/factories/', '/factories/x/..%2f'),
    `${theirSubscriptionUrl}/resourceGroups/rg`,
  ]) {
    const wanted = { role: 'Owner', principalId: groupOwner.objectId, token }
    await assertNothingChanges(people, scope, () => assign(azure, { url: assignmentUrl(scope), ...wanted }))
  }
})

test('the owner of a group neither sees, nor changes, nor deletes an assignment elsewhere by its name', async (t) => {
  const people = await givenPeople(t)
  const { azure, asGroupOwner: token } = people
  const [name, principalId] = [randomUUID(), nobody.objectId]
  await givenAssignment(azure, { url: assignmentUrl(otherGroupUrl, name), principalId })
  const url = assignmentUrl(groupUrl, name)

  await assertNothingChanges(people, 'get', () => azure.send('GET', url, { token }), [404])
  await assertNothingChanges(people, 'delete', () => azure.send('DELETE', url, { token }), [204])
  await assertNothingChanges(people, 'put', () => assign(azure, { url, principalId, token }), [400])
})

test('a custom role is neither made, nor widened, nor narrowed, nor deleted by who may not at each of its scopes', async (t) => {
  const people = await givenPeople(t)
  const { azure, asGroupOwner: token } = people
  const id = randomUUID()
  const both = { url: definitionUrl(groupUrl, id), scopes: [groupUrl, otherGroupUrl] }
  await givenRole(azure, both)
  const wide = { actions: ['*'], token }

  for (const [what, wanted] of [
    ['widened', { ...both, ...wide }],
    ['taken over', { ...both, scopes: [groupUrl], ...wide }],
    ['made anew', { url: definitionUrl(groupUrl), scopes: [groupUrl, otherGroupUrl], ...wide }],
    ['made for the subscription', { url: definitionUrl(groupUrl), scopes: [groupUrl, subscriptionUrl], ...wide }],
    ['made for the tenant', { url: definitionUrl(groupUrl), scopes: [groupUrl, '/'], ...wide }],
    ['made for all', { url: definitionUrl(groupUrl), scopes: [groupUrl, '/subscriptions/'], ...wide }],
    ['made for others', { url: definitionUrl(groupUrl), scopes: [groupUrl, theirSubscriptionUrl], ...wide }],
    ['made by way of another group', { url: definitionUrl(otherGroupUrl), scopes: [otherGroupUrl], ...wide }],
    ['made for another alone', { url: definitionUrl(groupUrl), scopes: [otherGroupUrl], ...wide }],
  ] as const) {
    await assertNothingChanges(people, what, () => define(azure, wanted), [400, 403])
  }
  await assertNothingChanges(people, 'deleted', () => azure.send('DELETE', both.url, { token }), [403])

  const { body } = await define(azure, { ...both, ...wide })
  assert.deepEqual(body.error, {
    code: 'LinkedAuthorizationFailed',
    message:
      `The client '${groupOwner.clientId}' with object id '${groupOwner.objectId}' has permission to perform action ` +
      `'Microsoft.Authorization/roleDefinitions/write' on scope '${groupUrl}'; however, it does not have permission to ` +
      `perform action 'Microsoft.Authorization/roleDefinitions/write' on the linked scope(s) '${otherGroupUrl}' or the ` +
      'linked scope(s) are invalid.',
  })
})

test('the owner of one tenant has nothing to say in another, whatever they write', async (t) => {
  const people = await givenPeople(t)
  const { azure, asStranger: token } = people
  const mine = { principalId: stranger.objectId, token }

  for (const scope of [subscriptionUrl, groupUrl, runtimeUrl]) {
    const wanted = { url: assignmentUrl(scope), role: 'Owner', ...mine }
    await assertNothingChanges(people, scope, () => assign(azure, wanted), [401])
    const role = { url: definitionUrl('/'), scopes: [scope], actions: ['*'], token }
    await assertNothingChanges(people, scope, () => define(azure, role), [403])
    const widened = { ...role, url: definitionUrl(theirSubscriptionUrl), scopes: [theirSubscriptionUrl, scope] }
    const { status, body } = await define(azure, widened)
    assert.equal(status, 403)
    assert.equal(body.error.code, 'LinkedAuthorizationFailed')
  }
  const list = await azure.send('GET', assignmentsUrl('/'), { token })
  assert.deepEqual(
    list.body.value.map(({ properties }: { properties: { principalId: string } }) => properties.principalId),
    [stranger.objectId],
  )
})

test('a role that one tenant gives at its root to somebody of another is worth nothing there', async (t) => {
  const { azure, asStranger, asNobody } = await givenPeople(t)
  const wanted = { url: assignmentUrl('/'), role: 'Owner', principalId: nobody.objectId, token: asStranger }

  const unknown = await assign(azure, wanted)
  const said = await assign(azure, { ...wanted, properties: { principalType: 'ServicePrincipal' } })

  assert.equal(unknown.body.error.code, 'PrincipalNotFound', 'the directory of one tenant knows nobody of another')
  assert.equal(said.status, 201)
  for (const [method, url] of [
    ['GET', subscriptionUrl],
    ['POST', `${runtimeUrl}/listAuthKeys`],
    ['GET', assignmentsUrl('/')],
  ] as const) {
    assert.equal((await azure.send(method, url, { token: asNobody })).status, 403, url)
  }
  const { body } = await azure.send('GET', '/subscriptions', { token: asNobody })
  assert.deepEqual(body.value, [])
  assert.equal((await assign(azure, { ...wanted, url: assignmentUrl(subscriptionUrl), token: asNobody })).status, 403)
})

test('two tenants may choose the same names, and neither touches what is the other’s', async (t) => {
  const { azure, asStranger } = await givenPeople(t)
  const [name, id] = [randomUUID(), randomUUID()]
  const [ours, role] = [assignmentUrl('/', name), definitionUrl(subscriptionUrl, id)]
  await givenRole(azure, { url: role, scopes: [subscriptionUrl], properties: { roleName: 'Same' } })
  await givenAssignment(azure, { url: ours, principalId: nobody.objectId })
  const before = [await azure.send('GET', ours), await azure.send('GET', role)].map(({ body }) => body)

  const theirRole = definitionUrl(theirSubscriptionUrl, id)
  const wanted = { scopes: [theirSubscriptionUrl], actions: ['*'], properties: { roleName: 'Same' }, token: asStranger }
  await givenRole(azure, { url: theirRole, ...wanted })
  await givenAssignment(azure, { url: ours, role: 'Contributor', principalId: stranger.objectId, token: asStranger })
  assert.equal((await azure.send('DELETE', theirRole, { token: asStranger })).status, 200)
  assert.equal((await azure.send('DELETE', ours, { token: asStranger })).status, 200)

  const after = [await azure.send('GET', ours), await azure.send('GET', role)].map(({ body }) => body)
  assert.deepEqual(after, before)
})

test('a role of another tenant is no role, and Azure’s own are not found by way of another’s subscription', async (t) => {
  const people = await givenPeople(t)
  const { azure, asStranger } = people
  const id = randomUUID()
  await givenRole(azure, {
    url: definitionUrl(theirSubscriptionUrl, id),
    scopes: [theirSubscriptionUrl],
    token: asStranger,
  })

  for (const role of [
    definitionUrl('/', id),
    definitionUrl(subscriptionUrl, id),
    definitionUrl(theirSubscriptionUrl, id),
    definitionUrl(theirSubscriptionUrl, roleIds.Reader),
  ]) {
    const wanted = { url: assignmentUrl(groupUrl), role, principalId: nobody.objectId }
    await assertNothingChanges(people, role, () => assign(azure, wanted), [404])
  }
  await assertNothingChanges(people, 'get', () => azure.send('GET', definitionUrl('/', id)), [404])
  await assertNothingChanges(people, 'delete', () => azure.send('DELETE', definitionUrl('/', id)), [204])
})

test('a role or a scope of another tenant is refused in the same words as one that is not there', async (t) => {
  const { azure, asStranger } = await givenPeople(t)
  const [id, missing] = [randomUUID(), randomUUID()]
  const theirs = { url: definitionUrl(theirSubscriptionUrl, id), scopes: [theirSubscriptionUrl] }
  await givenRole(azure, { ...theirs, token: asStranger })
  const missingSubscriptionUrl = '/subscriptions/77777777-7777-7777-7777-000000000001'

  const words = async (asked: ReturnType<typeof assign>, ...names: string[]): Promise<string> => {
    const { status, body } = await asked
    const text = names.reduce((all, name) => all.replaceAll(name, 'NAME'), body.error.message)
    return `${status} ${body.error.code} ${text}`
  }
  const assigned = (role: string) =>
    words(
      assign(azure, { url: assignmentUrl(groupUrl), role, principalId: nobody.objectId }),
      id.replaceAll('-', ''),
      missing.replaceAll('-', ''),
    )
  const defined = (scope: string) =>
    words(define(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl, scope] }), scope)

  assert.equal(await assigned(definitionUrl('/', id)), await assigned(definitionUrl('/', missing)))
  assert.equal(
    await assigned(definitionUrl(theirSubscriptionUrl, id)),
    await assigned(definitionUrl(missingSubscriptionUrl, missing)),
  )
  assert.equal(await defined(theirSubscriptionUrl), await defined(missingSubscriptionUrl))
})

test('who tries to change a role of another group learns no more than by asking for it', async (t) => {
  const people = await givenPeople(t)
  const { azure, asGroupOwner: token } = people
  const id = randomUUID()
  await givenRole(azure, { url: definitionUrl(otherGroupUrl, id), scopes: [otherGroupUrl] })
  const url = definitionUrl(groupUrl, id)

  const tried = () => define(azure, { url, scopes: [groupUrl], token })
  await assertNothingChanges(people, 'changed', tried, [404])
  assert.deepEqual((await tried()).body, (await azure.send('GET', url, { token })).body)
  assert.equal((await define(azure, { url, scopes: [groupUrl, otherGroupUrl] })).status, 201, 'who may, may')
})
