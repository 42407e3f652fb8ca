import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { dumpStore } from '../../support/dumpStore.ts'
import {
  factoryUrl,
  groupUrl,
  nobody,
  owner,
  roleIds,
  runtimeUrl,
  subscriptionUrl,
  tenantId,
} from '../../support/known.ts'
import { assign, assignmentUrl, define, definitionUrl, givenAssignment, givenRole } from '../../support/roles.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const azure = await shareService()
await azure.givenARuntime()

test('a role is made with 201, whole, its members in the order of the real service', async () => {
  const url = definitionUrl(groupUrl)
  const permissions = [
    { actions: ['Microsoft.DataFactory/*'], notActions: ['*/delete'], dataActions: ['a/b'], notDataActions: ['a/c'] },
  ]
  const scopes = [groupUrl, subscriptionUrl]

  const properties = { roleName: 'Key rotator', description: 'Rotates', type: 'CustomRole', permissions }
  const { status, body } = await define(azure, { url, scopes, properties })

  const { createdOn } = body.properties
  assert.equal(status, 201)
  assert.match(createdOn, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
  assert.equal(
    JSON.stringify(body),
    JSON.stringify({
      properties: {
        roleName: 'Key rotator',
        type: 'CustomRole',
        description: 'Rotates',
        assignableScopes: scopes,
        permissions,
        createdOn,
        updatedOn: createdOn,
        createdBy: owner.objectId,
        updatedBy: owner.objectId,
      },
      id: definitionUrl(subscriptionUrl, url.split('/').at(-1)),
      type: 'Microsoft.Authorization/roleDefinitions',
      name: url.split('/').at(-1),
    }),
  )
  assert.deepEqual((await azure.send('GET', url)).body, body)
})

test('made again it is answered with 201, changed in all but its birth', async (t) => {
  const azure = await startService(t)
  const url = definitionUrl(subscriptionUrl)
  const first = await define(azure, { url, scopes: [subscriptionUrl], properties: { roleName: 'One' } })
  azure.skip(5000)

  const wanted = { url: url.toUpperCase(), scopes: [subscriptionUrl.toUpperCase()], actions: ['*'] }
  const second = await define(azure, { ...wanted, properties: { roleName: 'Two', description: null } })

  assert.equal(second.status, 201)
  const { properties } = second.body
  assert.equal(properties.createdOn, first.body.properties.createdOn)
  assert.ok(Date.parse(properties.updatedOn) > Date.parse(properties.createdOn))
  assert.equal(properties.roleName, 'Two')
  assert.equal(properties.description, '')
  assert.deepEqual(properties.permissions[0].actions, ['*'])
  assert.equal(second.body.name, first.body.name)
})

test('a role works for those who have it as it is now: what is added at once, what is taken away no longer', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const token = await azure.tokenOf(nobody)
  const listKeys = async () => (await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status
  const role = { url: definitionUrl(factoryUrl), scopes: [factoryUrl] }
  await givenRole(azure, role)
  await givenAssignment(azure, { url: assignmentUrl(runtimeUrl), role: role.url, principalId: nobody.objectId })
  assert.equal(await listKeys(), 403)

  await givenRole(azure, { ...role, actions: ['microsoft.datafactory/factories/*/LISTAUTHKEYS/*'] })
  assert.equal(await listKeys(), 200)

  await givenRole(azure, { ...role, actions: ['*/read'] })
  assert.equal(await listKeys(), 403)
})

test('what one of its permissions leaves out another may allow', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const token = await azure.tokenOf(nobody)
  const permissions = [
    { actions: ['*'], notActions: ['*/listAuthKeys/action', 'Microsoft.DataFactory/factories/delete'] },
    { actions: ['Microsoft.DataFactory/factories/integrationRuntimes/listAuthKeys/action'] },
  ]
  const role = await givenRole(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl], properties: { permissions } })
  await givenAssignment(azure, { url: assignmentUrl(groupUrl), role, principalId: nobody.objectId })

  assert.equal((await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status, 200)
  assert.equal((await azure.send('DELETE', factoryUrl, { token })).status, 403)
})

test('a role can be assigned where its scopes cover it, and nowhere else', async () => {
  const role = await givenRole(azure, { url: definitionUrl(factoryUrl), scopes: [factoryUrl] })
  const wanted = { role, principalId: nobody.objectId }

  for (const scope of [factoryUrl, runtimeUrl]) {
    assert.equal((await assign(azure, { url: assignmentUrl(scope), ...wanted })).status, 201, scope)
  }
  for (const scope of ['/', subscriptionUrl, groupUrl]) {
    const { status, body } = await assign(azure, { url: assignmentUrl(scope), ...wanted })
    assert.equal(status, 400, scope)
    assert.match(body.error.message, /cannot be assigned at '[^']+': none of its assignable scopes covers that\.$/)
  }
})

for (const roleName of ['Reader', 'READER', roleIds.Reader, 'taken', 'TAKEN']) {
  test(`the name ${roleName} is taken`, async () => {
    const id = 'aaaaaaaa-0000-4000-8000-000000000001'
    await givenRole(azure, {
      url: definitionUrl(groupUrl, id),
      scopes: [groupUrl],
      properties: { roleName: 'Taken' },
    })

    const url = definitionUrl(groupUrl)
    const { status, body } = await define(azure, { url, scopes: [groupUrl], properties: { roleName } })

    assert.equal(status, 409)
    assert.deepEqual(body.error, {
      code: 'RoleDefinitionWithSameNameExists',
      message: 'A role definition cannot be updated with a name that already exists.',
    })
    assert.equal((await azure.send('GET', url)).status, 404)
  })
}

test('what is Azure’s own is not changed', async () => {
  const { status, body } = await define(azure, { url: definitionUrl(groupUrl, roleIds.Reader), scopes: [groupUrl] })

  assert.equal(status, 400)
  assert.match(body.error.message, /The role 'Reader' is one of Azure's own/)
})

for (const [what, change, message] of [
  ['no name', { roleName: undefined }, /properties\.roleName is required/],
  ['a blank name', { roleName: ' ' }, /properties\.roleName/],
  ['a name that is too long', { roleName: 'x'.repeat(513) }, /properties\.roleName/],
  ['a description that is too long', { description: 'x'.repeat(2049) }, /properties\.description/],
  ['no scope', { assignableScopes: [] }, /properties\.assignableScopes/],
  ['the root', { assignableScopes: [groupUrl, '/'] }, /'\/' in properties\.assignableScopes/],
  ['nothing', { assignableScopes: [groupUrl, ''] }, /'' in properties\.assignableScopes/],
  [
    'a scope that is a pattern',
    { assignableScopes: [groupUrl, '/subscriptions/*'] },
    /linked scope\(s\) '\/subscriptions\/\*'/,
  ],
  [
    'a scope of another provider',
    { assignableScopes: [groupUrl, `${groupUrl}/providers/Microsoft.Storage/storageAccounts/x`] },
    /in properties\.assignableScopes is none/,
  ],
  [
    'a scope with a slash too many',
    { assignableScopes: [groupUrl, groupUrl.replace('/resourceGroups', '//resourceGroups')] },
    /in properties\.assignableScopes is none/,
  ],
  [
    'a group that is not there',
    { assignableScopes: [groupUrl, `${groupUrl}-missing`] },
    /^Resource group 'rg-missing' could not be found/,
  ],
  [
    'a factory that is not there',
    { assignableScopes: [groupUrl, `${factoryUrl}-2`] },
    /'Microsoft.DataFactory\/factories\/Factory-1-2' under/,
  ],
  [
    'a runtime that is not there',
    { assignableScopes: [groupUrl, `${runtimeUrl}-2`] },
    /^The document could not be retrieved/,
  ],
  [
    'a subscription that is not there',
    { assignableScopes: [groupUrl, '/subscriptions/99999999-9999-9999-9999-999999999999'] },
    /linked scope\(s\) '\/subscriptions\/99999999-9999-9999-9999-999999999999' or the/,
  ],
  ['an empty action', { permissions: [{ actions: [''] }] }, /properties\.permissions\[0\]\.actions\[0\]/],
  [
    'an action with a space',
    { permissions: [{ actions: ['*/read', '* '] }] },
    /properties\.permissions\[0\]\.actions\[1\]/,
  ],
  [
    'an action that is too long',
    { permissions: [{ notActions: ['x'.repeat(513)] }] },
    /properties\.permissions\[0\]\.notActions\[0\]/,
  ],
  [
    'a permission with a condition',
    { permissions: [{ actions: ['*'], condition: 'x' }] },
    /properties\.permissions\[0\]\.condition must be null or empty/,
  ],
  [
    'a permission with a version of conditions',
    { permissions: [{}, { conditionVersion: '2.0' }] },
    /properties\.permissions\[1\]\.conditionVersion must be null or empty/,
  ],
  [
    'too many actions',
    { permissions: [{ actions: Array(1001).fill('*/read') }, { dataActions: Array(1000).fill('a') }] },
    /at most 2000 actions in all its lists, and not 2001/,
  ],
  [
    'actions that are too long together',
    { permissions: [{ actions: Array(200).fill('x'.repeat(512)), notActions: Array(60).fill('y'.repeat(512)) }] },
    /at most 131072 characters in actions and scopes, and not \d{6}/,
  ],
  [
    'scopes that are too long together',
    { assignableScopes: Array(2000).fill(groupUrl) },
    /at most 131072 characters in actions and scopes, and not \d{6}/,
  ],
  ['the type of Azure’s own', { type: 'BuiltInRole' }, /properties\.type must be 'CustomRole'/],
] as const) {
  test(`a role of ${what} is refused, and not made`, async () => {
    const url = definitionUrl(groupUrl)
    const before = await dumpStore(azure.store)

    const { status, body } = await define(azure, { url, scopes: [groupUrl], properties: change })

    assert.ok([400, 403, 404].includes(status), JSON.stringify(body))
    assert.match(body.error.message, message)
    assert.equal(await dumpStore(azure.store), before)
  })
}

test('a role is made at one scope for others, as Terraform does it', async () => {
  const url = definitionUrl(subscriptionUrl)

  const { status, body } = await define(azure, { url, scopes: [groupUrl, runtimeUrl] })

  assert.equal(status, 201)
  assert.equal(body.id, url)
  assert.deepEqual(body.properties.assignableScopes, [groupUrl, runtimeUrl])
  assert.deepEqual((await azure.send('GET', url)).body, body)
})

test('of many scopes that are refused a few are told again, and not at any length', async () => {
  const scopes = Array.from({ length: 300 }, (_, n) => `/subscriptions/${'x'.repeat(400)}${n}`)

  const { status, body } = await define(azure, { url: definitionUrl(groupUrl), scopes })

  assert.equal(status, 403)
  assert.equal(body.error.code, 'LinkedAuthorizationFailed')
  assert.ok(body.error.message.length < 3000, `${body.error.message.length}`)
})

test('as many actions as there may be are taken, and looked at', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const token = await azure.tokenOf(nobody)
  const actions = [...Array(1999).fill('*a*'.repeat(21)), '*/listAuthKeys/action']
  const role = await givenRole(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl], actions })
  await givenAssignment(azure, { url: assignmentUrl(groupUrl), role, principalId: nobody.objectId })

  assert.equal((await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status, 200)
})

test('a role has at most a hundred permissions', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  const withMany = (count: number) => {
    const properties = { permissions: Array.from({ length: count }, () => ({ actions: [] })) }
    return define(azure, { url: definitionUrl(groupUrl), scopes: [groupUrl], properties })
  }

  assert.equal((await withMany(100)).status, 201)
  const { status, body } = await withMany(101)
  assert.equal(status, 400)
  assert.match(body.error.message, /properties\.permissions /)
})

test('a scope is not left out while the role is assigned there', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const role = { url: definitionUrl(factoryUrl), scopes: [factoryUrl, subscriptionUrl] }
  await givenRole(azure, role)
  const wanted = { url: assignmentUrl(groupUrl), role: role.url, principalId: nobody.objectId }
  await givenAssignment(azure, wanted)

  const refused = await define(azure, { ...role, scopes: [factoryUrl] })
  await azure.send('DELETE', wanted.url)
  const taken = await define(azure, { ...role, scopes: [factoryUrl] })

  assert.equal(refused.status, 400)
  assert.deepEqual(refused.body.error, {
    code: 'RoleDefinitionHasAssignments',
    message: 'There are existing role assignments referencing role.',
  })
  assert.equal(taken.status, 201)
})

test('no more than five thousand are made in a tenant', async (t) => {
  const azure = await startService(t)
  const url = await givenRole(azure, { url: definitionUrl(subscriptionUrl), scopes: [subscriptionUrl] })
  const [role] = await azure.store.read((tx) => tx.listRoleDefinitions(tenantId))
  const { custom } = role ?? {}
  assert.ok(role && custom)
  await azure.store.change(async (tx) => {
    for (let count = 1; count < 5000; count += 1) {
      await tx.saveRoleDefinition({ ...role, id: randomUUID(), name: String(count), custom })
    }
  })

  const more = await define(azure, { url: definitionUrl(subscriptionUrl), scopes: [subscriptionUrl] })
  const again = await define(azure, { url, scopes: [subscriptionUrl] })

  assert.equal(more.status, 400)
  assert.equal(more.body.error.code, 'RoleDefinitionLimitExceeded')
  assert.equal(again.status, 201)
})
