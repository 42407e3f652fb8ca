import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import {
  factoryUrl,
  groupUrl,
  nobody,
  owner,
  roleIds,
  runtimeUrl,
  subscriptionUrl,
  tenantId,
  user,
} from '../../support/known.ts'
import { assign, assignmentUrl, builtIn, definitionUrl, givenAssignment } from '../../support/roles.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const azure = await shareService()
await azure.givenARuntime()
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const asNobody = await azure.tokenOf(nobody)

test('an assignment is made with 201, whole, its members in the order of the real service', async () => {
  const url = assignmentUrl(groupUrl)

  const { status, body } = await assign(azure, {
    url,
    principalId: user.objectId,
    properties: { description: 'For the night' },
  })

  const { createdOn } = body.properties
  assert.equal(status, 201)
  assert.match(createdOn, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/)
  assert.equal(
    JSON.stringify(body),
    JSON.stringify({
      properties: {
        roleDefinitionId: definitionUrl(subscriptionUrl, roleIds.Reader),
        principalId: user.objectId,
        principalType: 'User',
        scope: groupUrl,
        condition: null,
        conditionVersion: null,
        createdOn,
        updatedOn: createdOn,
        createdBy: owner.objectId,
        updatedBy: owner.objectId,
        delegatedManagedIdentityResourceId: null,
        description: 'For the night',
      },
      id: url,
      type: 'Microsoft.Authorization/roleAssignments',
      name: url.split('/').at(-1),
    }),
  )
  assert.deepEqual((await azure.send('GET', url)).body, body)
})

for (const scope of ['/', subscriptionUrl, groupUrl, factoryUrl, runtimeUrl]) {
  test(`a role is given at ${scope}, and the answer names scope and role as the request did`, async (t) => {
    const azure = await startService(t)
    await azure.givenARuntime()
    const url = assignmentUrl(scope)

    const { status, body } = await assign(azure, { url, principalId: nobody.objectId, role: 'Contributor' })

    assert.equal(status, 201)
    assert.equal(body.id, url)
    assert.equal(body.properties.scope, scope)
    assert.equal(body.properties.principalType, 'ServicePrincipal')
    const prefix = scope === '/' ? '/' : subscriptionUrl
    assert.equal(body.properties.roleDefinitionId, definitionUrl(prefix, roleIds.Contributor))
  })
}

test('an assignment works with the next request, and no longer with the next after its deletion', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const token = await azure.tokenOf(nobody)
  const listKeys = async () => (await azure.send('POST', `${runtimeUrl}/listAuthKeys`, { token })).status
  const url = assignmentUrl(runtimeUrl)
  assert.equal(await listKeys(), 403)

  await givenAssignment(azure, { url, role: 'Contributor', principalId: nobody.objectId })
  assert.equal(await listKeys(), 200)

  await azure.send('DELETE', url)
  assert.equal(await listKeys(), 403)
})

test('made again under its name it is answered with 200, with another description and nothing else', async (t) => {
  const azure = await startService(t)
  const url = assignmentUrl('/')
  const first = await assign(azure, { url, principalId: user.objectId, properties: { description: 'Once' } })
  azure.skip(5000)

  const again = {
    url: url.toUpperCase(),
    principalId: user.objectId.toUpperCase(),
    role: builtIn('Reader').toUpperCase(),
  }
  const second = await assign(azure, { ...again, properties: { description: 'Twice', principalType: 'user' } })

  assert.equal(second.status, 200)
  const { updatedOn } = second.body.properties
  assert.ok(Date.parse(updatedOn) > Date.parse(first.body.properties.updatedOn))
  const properties = { ...first.body.properties, updatedOn, description: 'Twice' }
  assert.deepEqual(second.body, { ...first.body, properties })
  const third = await assign(azure, { url, principalId: user.objectId })
  assert.equal(third.body.properties.description, null)
})

for (const [what, other] of [
  ['another principal', { principalId: owner.objectId }],
  ['another role', { role: 'Contributor' }],
  ['another scope', { scope: subscriptionUrl }],
] as const) {
  test(`a name that is taken is not given to ${what}`, async () => {
    const name = randomUUID()
    const url = await givenAssignment(azure, {
      url: assignmentUrl(factoryUrl, name),
      role: 'Owner',
      principalId: user.objectId,
    })
    const { scope = factoryUrl, ...wanted } = { principalId: user.objectId, role: 'Owner', scope: factoryUrl, ...other }

    const { status, body } = await assign(azure, { url: assignmentUrl(scope, name), ...wanted })

    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'RoleAssignmentUpdateNotPermitted',
      message: 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    })
    const kept = (await azure.send('DELETE', url)).body
    assert.equal(kept.properties.principalId, user.objectId)
    assert.match(kept.properties.roleDefinitionId, new RegExp(`${roleIds.Owner}$`))
  })
}

test('the same role for the same principal at the same scope is given once, whatever the letter case', async () => {
  const principalId = nobody.objectId
  const url = await givenAssignment(azure, { url: assignmentUrl(groupUrl), role: 'Contributor', principalId })

  const twin = {
    url: assignmentUrl(groupUrl.toUpperCase()),
    role: 'Contributor',
    principalId: principalId.toUpperCase(),
  }
  const { status, body } = await assign(azure, twin)

  assert.equal(status, 409)
  const name = (url.split('/').at(-1) ?? '').replaceAll('-', '')
  assert.deepEqual(body.error, {
    code: 'RoleAssignmentExists',
    message: `The role assignment already exists. The ID of the existing role assignment is ${name}.`,
  })
  for (const other of [
    { url: assignmentUrl(factoryUrl), role: 'Contributor', principalId },
    { url: assignmentUrl(groupUrl), role: 'Data Factory Contributor', principalId },
  ]) {
    assert.equal((await assign(azure, other)).status, 201)
  }
})

test('a principal that nobody knows is refused in the words of Azure, unless its type is said', async () => {
  const principalId = '99999999-0000-4000-8000-00000000000f'
  const url = assignmentUrl(groupUrl)

  const refused = await assign(azure, { url, principalId })
  const taken = await assign(azure, { url, principalId, properties: { principalType: 'Group' } })

  assert.equal(refused.status, 400)
  assert.deepEqual(refused.body.error, {
    code: 'PrincipalNotFound',
    message:
      `Principal ${principalId.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the ` +
      'correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be ' +
      'related to a replication delay. In this case, set the role assignment principalType property to a value, such as ' +
      'ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
  })
  assert.equal(taken.status, 201)
  assert.equal(taken.body.properties.principalType, 'Group')
})

test('a known principal is what it is, whatever is said', async () => {
  const properties = { principalType: 'ServicePrincipal' }

  const { status, body } = await assign(azure, {
    url: assignmentUrl(runtimeUrl),
    principalId: user.objectId,
    properties,
  })

  assert.equal(status, 400)
  assert.deepEqual(body.error, {
    code: 'UnmatchedPrincipalType',
    message:
      "The PrincipalId '5555555555555555555500000000000a' has type 'User' , which is different from specified " +
      "PrinciaplType 'ServicePrincipal'.",
  })
})

test('the own identity of a factory is a principal once the factory has asked for one', async (t) => {
  const azure = await startService(t)
  await azure.givenAFactory()
  const { principalId } = (await azure.store.read((tx) => tx.findFactoryNamed('Factory-1'))) ?? { principalId: '' }
  const wanted = { url: assignmentUrl(groupUrl), principalId }
  const before = await assign(azure, wanted)

  const body = { location: 'eastus', identity: { type: 'SystemAssigned' } }
  const factory = await azure.send('PUT', factoryUrl, { body })
  const after = await assign(azure, wanted)

  assert.equal(before.body.error.code, 'PrincipalNotFound')
  assert.equal(factory.body.identity.principalId, principalId)
  assert.equal(after.status, 201)
  assert.equal(after.body.properties.principalType, 'ServicePrincipal')
})

for (const roleDefinitionId of [
  builtIn('Reader'),
  builtIn('Reader').toLowerCase(),
  definitionUrl(subscriptionUrl, roleIds.Reader).toUpperCase(),
  definitionUrl(runtimeUrl, roleIds.Reader),
  definitionUrl('/subscriptions/12345678-1234-1234-1234-12345678abc', roleIds.Reader),
]) {
  test(`the role may be named as ${roleDefinitionId}`, async () => {
    const url = assignmentUrl(subscriptionUrl)

    const { status, body } = await assign(azure, { url, role: roleDefinitionId, principalId: user.objectId })
    await azure.send('DELETE', url)

    assert.equal(status, 201)
    assert.equal(body.properties.roleDefinitionId, definitionUrl(subscriptionUrl, roleIds.Reader))
  })
}

for (const [role, status, code] of [
  ['Readers', 400, 'BadRequestFormat'],
  ['', 400, 'BadRequestFormat'],
  [roleIds.Reader, 400, 'BadRequestFormat'],
  [definitionUrl('/', 'Reader'), 400, 'BadRequestFormat'],
  [`${builtIn('Reader')}/`, 400, 'BadRequestFormat'],
  [`https://management.azure.com${builtIn('Reader')}`, 400, 'BadRequestFormat'],
  [definitionUrl(`${groupUrl}/providers/Microsoft.Storage/storageAccounts/a`, roleIds.Reader), 400, 'BadRequestFormat'],
  [definitionUrl('/', '99999999-9999-9999-9999-999999999999'), 404, 'RoleDefinitionDoesNotExist'],
  [
    definitionUrl('/subscriptions/99999999-9999-9999-9999-999999999999', roleIds.Reader),
    404,
    'RoleDefinitionDoesNotExist',
  ],
] as const) {
  test(`the role '${role}' is refused, and given to nobody`, async () => {
    const url = assignmentUrl(factoryUrl)

    const { status: answered, body } = await assign(azure, { url, role, principalId: nobody.objectId })

    assert.equal(answered, status)
    assert.equal(body.error.code, code)
    if (status === 404)
      assert.match(body.error.message, /^The specified role definition with ID '[0-9a-f]{32}' does not exist\.$/)
    assert.equal((await azure.send('GET', url)).status, 404)
  })
}

for (const properties of [
  { condition: "@Resource[name] StringEquals 'x'" },
  { conditionVersion: '2.0' },
  { delegatedManagedIdentityResourceId: runtimeUrl },
]) {
  test(`${Object.keys(properties)} is not heeded, and so refused; null and nothing are taken`, async () => {
    const wanted = { url: assignmentUrl(factoryUrl), role: 'Owner', principalId: nobody.objectId }

    const { status, body } = await assign(azure, { ...wanted, properties })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'InvalidRequestContent')
    assert.ok(
      body.error.message.includes(`properties.${Object.keys(properties)} must be null or empty: it is not supported`),
    )
    for (const none of [null, '']) {
      const nothing = Object.fromEntries(Object.keys(properties).map((name) => [name, none]))
      assert.equal((await assign(azure, { ...wanted, properties: nothing })).status, none === null ? 201 : 200)
    }
    await azure.send('DELETE', wanted.url)
  })
}

for (const [what, properties, message] of [
  ['no principal', { principalId: undefined }, /properties\.principalId/],
  [
    'a principal that is no GUID',
    { principalId: 'ann@example.com' },
    /^The Principal ID 'ann@example.com' is not valid\. Principal ID must be a GUID\.$/,
  ],
  [
    'a type that does not exist',
    { principalType: 'Robot' },
    /principalType must be one of User, Group, ServicePrincipal, ForeignGroup, Device/,
  ],
  ['a description that is too long', { description: 'x'.repeat(2049) }, /properties\.description/],
  ['a role that is no text', { roleDefinitionId: 7 }, /properties\.roleDefinitionId/],
] as const) {
  test(`${what} is refused, and the place is named`, async () => {
    const url = assignmentUrl(factoryUrl)

    const { status, body } = await assign(azure, { url, principalId: nobody.objectId, properties })

    assert.equal(status, 400)
    assert.match(body.error.message, message)
    assert.equal((await azure.send('GET', url)).status, 404)
  })
}

for (const name of [
  'mine',
  '{7f3b2a10-0000-4000-8000-000000000001}',
  '7f3b2a1000004000800000000000000b',
  `${randomUUID()}0`,
]) {
  test(`the name '${name}' is refused, before anybody is asked who he is`, async () => {
    const { status, body } = await azure.send('PUT', assignmentUrl(groupUrl, name), { token: null, body: {} })

    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'InvalidRoleAssignmentId',
      message: `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    })
  })
}

test('an id is kept in lower case, however its maker has written it', async () => {
  const url = assignmentUrl(runtimeUrl, randomUUID().toUpperCase())

  const { body } = await assign(azure, { url, principalId: user.objectId })

  assert.match(body.name, guid)
  assert.equal((await azure.send('GET', url.toLowerCase())).status, 200)
})

test('no more than four thousand are given in a tenant', async (t) => {
  const azure = await startService(t)
  const { properties } = (await assign(azure, { url: assignmentUrl('/'), principalId: user.objectId })).body
  await azure.store.change(async (tx) => {
    for (let count = await tx.countRoleAssignments(tenantId); count < 4000; count += 1) {
      await tx.saveRoleAssignment({
        ...properties,
        tenantId,
        id: randomUUID(),
        principalId: randomUUID(),
        roleDefinitionId: roleIds.Reader,
        scope: '/',
      })
    }
  })

  const { status, body } = await assign(azure, { url: assignmentUrl(subscriptionUrl), principalId: user.objectId })

  assert.equal(status, 400)
  assert.deepEqual(body.error, {
    code: 'RoleAssignmentLimitExceeded',
    message: 'No more role assignments can be created',
  })
})

test('somebody without a role cannot even learn whether there is such a role', async () => {
  const wanted = { url: assignmentUrl(groupUrl), principalId: 'x', role: 'y', token: asNobody }

  const { status, body } = await assign(azure, wanted)

  assert.equal(status, 403)
  assert.match(
    body.error.message,
    new RegExp(`'Microsoft.Authorization/roleAssignments/write' over scope '${wanted.url}'`),
  )
})
