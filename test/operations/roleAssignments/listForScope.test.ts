import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  factoryUrl,
  groupUrl,
  nobody,
  owner,
  reader,
  runtimeUrl,
  subscriptionUrl,
  tenantId,
} from '../../support/known.ts'
import { readPages } from '../../support/readPages.ts'
import { assignmentsUrl, assignmentUrl, definitionsUrl, givenAssignment } from '../../support/roles.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { otherTenantId, twoTenants } from '../../support/twoTenants.ts'

const scopes = { root: '/', subscription: subscriptionUrl, group: groupUrl, factory: factoryUrl, runtime: runtimeUrl }
type Place = keyof typeof scopes
const places = Object.keys(scopes) as Place[]

const azure = await shareService()
await azure.givenARuntime()
const urls = Object.fromEntries(
  await Promise.all(
    places.map(async (place) => {
      const wanted = { url: assignmentUrl(scopes[place]), role: 'Contributor', principalId: nobody.objectId }
      return [place, await givenAssignment(azure, wanted)] as const
    }),
  ),
)
const beside = await (async () => {
  await azure.send('PUT', `${groupUrl}2`, { body: { location: 'eastus' } })
  return givenAssignment(azure, { url: assignmentUrl(`${groupUrl}2`), principalId: nobody.objectId })
})()

const list = (scope: string, filter?: string, query = '') =>
  azure.send('GET', assignmentsUrl(scope), {
    query: `api-version=2022-04-01${filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`}${query}`,
  })
const idsOf = ({ body }: Awaited<ReturnType<typeof list>>): string[] => body.value.map(({ id }: { id: string }) => id)
const oursIn = (ids: readonly string[]): Place[] => places.filter((place) => ids.includes(urls[place] ?? ''))

for (const place of places) {
  test(`at the ${place}, without a filter, are those at it, above it and below it`, async () => {
    const answer = await list(scopes[place])

    assert.equal(answer.status, 200)
    const ids = idsOf(answer)
    assert.deepEqual(oursIn(ids), places)
    assert.equal(ids.includes(beside), place === 'root' || place === 'subscription')
    assert.equal(ids.length, new Set(ids).size)
  })

  test(`at the ${place}, atScope() leaves out those below`, async () => {
    const ids = idsOf(await list(scopes[place], 'atScope()'))

    assert.deepEqual(oursIn(ids), places.slice(0, places.indexOf(place) + 1))
    assert.ok(!ids.includes(beside))
  })
}

for (const place of places) {
  test(`at the ${place}, each role has the id that the list of roles there gives it, as az looks for it`, async () => {
    const definitions = await azure.send('GET', definitionsUrl(scopes[place]))

    const { body } = await list(scopes[place])

    const known = definitions.body.value.map(({ id }: { id: string }) => id)
    const [first, ...others] = new Set<string>(
      body.value.map(({ properties }: { properties: { roleDefinitionId: string } }) => properties.roleDefinitionId),
    )
    assert.ok(first)
    for (const id of [first, ...others]) assert.ok(known.includes(id), id)
  })
}

test('a principal has its own, at the scope, above it and below it; assigned to it are the same', async () => {
  for (const filter of [`principalId eq '${nobody.objectId}'`, `assignedTo('${nobody.objectId.toUpperCase()}')`]) {
    const ids = idsOf(await list(factoryUrl, filter))
    assert.deepEqual(ids.toSorted(), Object.values(urls).toSorted(), filter)
  }
  assert.deepEqual(idsOf(await list(factoryUrl, "principalId eq '99999999-9999-9999-9999-999999999999'")), [])
  assert.equal(idsOf(await list(runtimeUrl, `principalId eq '${reader.objectId}'`)).length, 1)
})

for (const filter of [
  `atScope() and assignedTo('${nobody.objectId}')`,
  ` assignedTo ( '${nobody.objectId}' )  AND  ATSCOPE( ) `,
]) {
  test(`${filter} means both`, async () => {
    const ids = idsOf(await list(groupUrl, filter))

    assert.deepEqual(ids.toSorted(), [urls.root, urls.subscription, urls.group].toSorted())
  })
}

for (const filter of [
  'everything',
  ' ',
  'atScope',
  "atScope('x')",
  'atScope() or atScope()',
  'atScope() and',
  'atScope()and atScope()',
  'not atScope()',
  "principalId eq ''",
  `principalId eq ${nobody.objectId}`,
  `principalId ne '${nobody.objectId}'`,
  `principalId eq '${nobody.objectId}' and atScope()`,
  `principalId eq '${nobody.objectId}' and principalId eq '${owner.objectId}'`,
  `principalId eq '${nobody.objectId}' or 1 eq 1`,
  "assignedTo('ann')",
  'assignedTo()',
  `roleDefinitionId eq '${nobody.objectId}'`,
  `atScope() and type eq 'x'`,
  `'`.repeat(3000),
]) {
  test(`the filter ${filter.slice(0, 60)} is refused in the words of Azure`, async () => {
    const { status, body } = await list(groupUrl, filter)

    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'UnsupportedQuery',
      message:
        `The filter '${filter.slice(0, 200)}' is not supported. Supported filters are either 'atScope()' or 'principalId eq ` +
        "'{value}' or assignedTo('{value}')'.",
    })
  })
}

test('an empty filter is none', async () => {
  assert.deepEqual(idsOf(await list(groupUrl, '')), idsOf(await list(groupUrl)))
})

test('a filter comes as clients write it: with plus signs, and under a name in any letter case', async () => {
  const filter = `atScope()+and+assignedTo(%27${nobody.objectId}%27)`

  for (const query of [`&$filter=${filter}`, `&%24Filter=${filter}`]) {
    assert.equal(idsOf(await list(runtimeUrl, undefined, query)).length, 5, query)
  }
  assert.equal((await list(runtimeUrl, 'atScope()', '&$filter=atScope()')).status, 400, 'but once')
})

test('pages are cut, and followed they hold each once', async (t) => {
  const azure = await startService(t, { pageSize: 2 })
  await azure.givenARuntime()
  for (const scope of Object.values(scopes)) {
    await givenAssignment(azure, { url: assignmentUrl(scope), principalId: nobody.objectId })
  }
  const filter = encodeURIComponent(`principalId eq '${nobody.objectId}'`)

  const pages = await readPages(azure, assignmentsUrl(runtimeUrl), {
    version: '2022-04-01',
    query: `$filter=${filter}`,
  })

  assert.deepEqual(
    pages.map(({ value }) => value.length),
    [2, 2, 1],
  )
  const found = pages.flatMap(({ value }) => value).map(({ properties }) => properties.scope)
  assert.deepEqual(found.toSorted(), Object.values(scopes).toSorted())
})

test('the tenant shows its own, and nothing of another', async (t) => {
  const azure = await startService(t, { world: twoTenants })
  const theirs = { id: '88888888-0000-4000-8000-000000000001', tenantId: otherTenantId, principalId: owner.objectId }
  const [kept] = await azure.store.read((tx) => tx.listRoleAssignments(tenantId, owner.objectId))
  await azure.store.change(async (tx) => {
    if (kept) await tx.saveRoleAssignment({ ...kept, ...theirs })
  })

  const { body } = await azure.send('GET', assignmentsUrl('/'))

  assert.ok(body.value.length > 0)
  assert.ok(body.value.every(({ name }: { name: string }) => name !== theirs.id))
})
