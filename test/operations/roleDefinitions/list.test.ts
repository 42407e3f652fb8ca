import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followLink } from '../../support/followLink.ts'
import { factoryUrl, groupUrl, nobody, reader, roleIds, runtimeUrl, subscriptionUrl } from '../../support/known.ts'
import { readPages } from '../../support/readPages.ts'
import { assignmentUrl, definitionsUrl, definitionUrl, givenAssignment, givenRole } from '../../support/roles.ts'
import { shareService } from '../../support/shareService.ts'
import { type Reply, startService } from '../../support/startService.ts'

const azure = await shareService()
await azure.givenARuntime()
const custom = async (scope: string, roleName: string): Promise<string> => {
  await givenRole(azure, { url: definitionUrl(scope), scopes: [scope], properties: { roleName } })
  return roleName
}
const mine = {
  subscription: await custom(subscriptionUrl, "Ann's role"),
  group: await custom(groupUrl, 'Role of the group'),
  factory: await custom(factoryUrl, 'Role of the factory'),
}
const asNobody = await azure.tokenOf(nobody)

const list = (scope: string, filter?: string, token?: string) =>
  azure.send('GET', definitionsUrl(scope), {
    query: `api-version=2022-04-01${filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`}`,
    ...(token !== undefined && { token }),
  })
const namesOf = ({ body }: Pick<Reply, 'body'>): string[] =>
  body.value.map(({ properties }: { properties: { roleName: string } }) => properties.roleName).toSorted()
const builtIns = Object.keys(roleIds).toSorted()
const sorted = (...names: string[]): string[] => [...builtIns, ...names].toSorted()

for (const [scope, above, below] of [
  ['/', [], [mine.subscription, mine.group, mine.factory]],
  [subscriptionUrl, [mine.subscription], [mine.group, mine.factory]],
  [groupUrl, [mine.subscription, mine.group], [mine.factory]],
  [runtimeUrl, [mine.subscription, mine.group, mine.factory], []],
] as const) {
  test(`at ${scope} are the roles that can be assigned there, and below it those that can be assigned there alone`, async () => {
    assert.deepEqual(namesOf(await list(scope)), sorted(...above))
    assert.deepEqual(namesOf(await list(scope, 'atScopeAndBelow()')), sorted(...above, ...below))
  })
}

for (const [filter, expected] of [
  ["roleName eq 'Reader'", ['Reader']],
  ["roleName eq 'reader'", ['Reader']],
  ["rolename eq 'Ann''s role'", [mine.subscription]],
  ["roleName eq 'Janitor'", []],
  ["type eq 'BuiltInRole'", builtIns],
  ["type eq 'customrole'", [mine.group, mine.subscription].toSorted()],
  ["atScopeAndBelow() and type eq 'CustomRole'", Object.values(mine).toSorted()],
  ["type eq 'CustomRole' and roleName eq 'Reader'", []],
  ["roleName eq 'Role of the factory' and atScopeAndBelow() and type eq 'CustomRole'", [mine.factory]],
] as const) {
  test(`at a group, ${filter} means ${expected.join(', ') || 'none'}`, async () => {
    assert.deepEqual(namesOf(await list(groupUrl, filter)), expected)
  })
}

for (const filter of [
  'atScope()',
  "atScopeAndBelow('x')",
  "roleName eq 'Ann's role'",
  'roleName eq Reader',
  "roleName eq 'a' and roleName eq 'b'",
  "type eq 'Custom'",
  "startswith(roleName, 'a')",
  "roleName eq 'a' or type eq 'CustomRole'",
  ' ',
]) {
  test(`the filter ${filter} is refused, and those that there are are named`, async () => {
    const { status, body } = await list(groupUrl, filter)

    assert.equal(status, 400)
    assert.equal(body.error.code, 'UnsupportedQuery')
    assert.ok(body.error.message.startsWith(`The filter '${filter}' is not supported.`))
    assert.match(body.error.message, /'atScopeAndBelow\(\)', 'roleName eq '\{value\}'', 'type eq 'BuiltInRole''/)
  })
}

test('a role of Azure is shown whole, its id below the subscription, its members in the order of the real service', async () => {
  const { body } = await list(runtimeUrl, "roleName eq 'Reader'")

  const [role, ...more] = body.value
  const time = '2015-02-02T21:55:09.8806423Z'
  assert.deepEqual(more, [])
  assert.equal(
    JSON.stringify(role),
    JSON.stringify({
      properties: {
        roleName: 'Reader',
        type: 'BuiltInRole',
        description: role.properties.description,
        assignableScopes: ['/'],
        permissions: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }],
        createdOn: time,
        updatedOn: time,
        createdBy: null,
        updatedBy: null,
      },
      id: definitionUrl(subscriptionUrl, roleIds.Reader),
      type: 'Microsoft.Authorization/roleDefinitions',
      name: roleIds.Reader,
    }),
  )
  const [atRoot] = (await list('/', "roleName eq 'Reader'")).body.value
  assert.equal(atRoot.id, definitionUrl('/', roleIds.Reader))
})

test('the tenant shows its roles to everybody who is signed in, but none of its own to who may not read them', async () => {
  assert.deepEqual(namesOf(await list('/', undefined, asNobody)), builtIns)
  assert.deepEqual(namesOf(await list('/', 'atScopeAndBelow()', asNobody)), builtIns)
  assert.equal((await list(subscriptionUrl, undefined, asNobody)).status, 403)
  const asReader = await azure.tokenOf(reader)
  assert.deepEqual(namesOf(await list('/', 'atScopeAndBelow()', asReader)), sorted(...Object.values(mine)))
})

test('who may read roles in one group sees of the tenant’s own those of that group', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  await azure.send('PUT', `${groupUrl}2`, { body: { location: 'eastus' } })
  for (const scope of [subscriptionUrl, groupUrl, `${groupUrl}2`]) {
    await givenRole(azure, { url: definitionUrl(scope), scopes: [scope], properties: { roleName: scope } })
  }
  await givenAssignment(azure, { url: assignmentUrl(groupUrl), principalId: nobody.objectId })

  const { body } = await azure.send('GET', definitionsUrl('/'), {
    query: 'api-version=2022-04-01&$filter=atScopeAndBelow()',
    token: await azure.tokenOf(nobody),
  })

  const names = body.value.map(({ properties }: { properties: { roleName: string } }) => properties.roleName)
  assert.deepEqual(names.toSorted(), sorted(groupUrl))
})

test('pages are cut, and followed they hold each once', async (t) => {
  const azure = await startService(t, { pageSize: 2 })

  const pages = await readPages(azure, definitionsUrl('/'), { version: '2022-04-01' })

  assert.ok(pages.every(({ value }) => value.length <= 2))
  assert.deepEqual(namesOf({ body: { value: pages.flatMap(({ value }) => value) } }), builtIns)
})

test('what one caller is told of the next page shows another nothing more', async (t) => {
  const azure = await startService(t, { pageSize: 1 })
  for (const name of ['One', 'Two', 'Three']) {
    await givenRole(azure, {
      url: definitionUrl(subscriptionUrl),
      scopes: [subscriptionUrl],
      properties: { roleName: name },
    })
  }
  const found = new Set<string>()

  const filter = `$filter=${encodeURIComponent('atScopeAndBelow()')}`
  for (const { nextLink } of await readPages(azure, definitionsUrl('/'), { version: '2022-04-01', query: filter })) {
    if (nextLink === undefined) break
    const { body } = await followLink(azure, nextLink, { token: await azure.tokenOf(nobody) })
    for (const name of namesOf({ body })) found.add(name)
  }

  assert.ok(found.size > 0)
  assert.deepEqual(
    [...found].filter((name) => !builtIns.includes(name)),
    [],
  )
})
