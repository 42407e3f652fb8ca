import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { builtInRole, builtInRoles, findBuiltInRole } from '../../../src/core/access/builtInRoles.ts'
import { type Grant, scopesOf } from '../../../src/core/access/grants.ts'
import { coveredBy } from '../../../src/core/scope.ts'

const subscription = '/subscriptions/22222222-2222-2222-2222-222222222222'
const group = `${subscription}/resourceGroups/rg`
const factory = `${group}/providers/Microsoft.DataFactory/factories/Factory-1`
const runtime = `${factory}/integrationRuntimes/Runtime-1`

const actions = {
  read: 'Microsoft.DataFactory/factories/integrationruntimes/read',
  getStatus: 'Microsoft.DataFactory/factories/integrationruntimes/getstatus/read',
  write: 'Microsoft.DataFactory/factories/integrationruntimes/write',
  listAuthKeys: 'Microsoft.DataFactory/factories/integrationruntimes/listauthkeys/action',
  regenerateAuthKey: 'Microsoft.DataFactory/factories/integrationruntimes/regenerateauthkey/action',
  deleteFactory: 'Microsoft.DataFactory/factories/delete',
  register: 'Microsoft.DataFactory/register/action',
  configureRepo: 'Microsoft.DataFactory/locations/configureFactoryRepo/action',
  readGroup: 'Microsoft.Resources/subscriptions/resourceGroups/read',
  writeGroup: 'Microsoft.Resources/subscriptions/resourceGroups/write',
  readSubscription: 'Microsoft.Resources/subscriptions/read',
  assignRole: 'Microsoft.Authorization/roleAssignments/write',
  revokeRole: 'Microsoft.Authorization/roleAssignments/delete',
  readRole: 'Microsoft.Authorization/roleAssignments/read',
}
type Name = keyof typeof actions

const isPermitted = (grants: readonly Grant[], action: string, scope: string): boolean =>
  coveredBy(scopesOf(grants, action))(scope)
const granted = (role: string, scope: string): Grant => ({
  id: 'a',
  role: builtInRole(role),
  scope,
})
const may = (role: string, scope: string, action: string, where = runtime): boolean =>
  isPermitted([granted(role, scope)], action, where)

test('the roles have the ids that they have in every tenant', () => {
  assert.deepEqual(Object.fromEntries(builtInRoles.map(({ name, id }) => [name, id])), {
    Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    Contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    'User Access Administrator': '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    'Data Factory Contributor': '673868aa-7521-48a0-acc6-0f60742d39f5',
  })
})

test('a role is found by name or id, in any letter case', () => {
  for (const given of ['reader', 'READER', 'ACDD72A7-3385-48EF-BD42-F606FBA81AE7']) {
    assert.equal(findBuiltInRole(given)?.name, 'Reader')
  }
  assert.equal(findBuiltInRole('Janitor'), undefined)
  assert.throws(() => builtInRole('Janitor'))
})

const everything = Object.keys(actions) as Name[]
const allowed: Record<string, readonly Name[]> = {
  Owner: everything,
  Contributor: everything.filter((name) => name !== 'assignRole' && name !== 'revokeRole'),
  Reader: ['read', 'getStatus', 'readGroup', 'readSubscription', 'readRole'],
  'User Access Administrator': [
    'read',
    'getStatus',
    'readGroup',
    'readSubscription',
    'assignRole',
    'revokeRole',
    'readRole',
  ],
  'Data Factory Contributor': [
    'read',
    'getStatus',
    'write',
    'listAuthKeys',
    'regenerateAuthKey',
    'deleteFactory',
    'readGroup',
    'readRole',
  ],
}

for (const [role, names] of Object.entries(allowed)) {
  test(`${role}: what it lets one do, and what it does not`, () => {
    for (const name of everything) assert.equal(may(role, '/', actions[name]), names.includes(name), name)
  })
}

test('actions are compared whatever their letter case', () => {
  assert.ok(may('Reader', '/', actions.read.toUpperCase()))
  assert.ok(!may('Contributor', '/', actions.assignRole.toUpperCase()), 'also those that are excluded')
})

test('an action that only begins or ends like one that is allowed is not allowed', () => {
  for (const action of [
    'Microsoft.DataFactory/factories/read/action',
    'Microsoft.DataFactory/factories/unread',
    'read',
  ]) {
    assert.ok(!may('Reader', '/', action), action)
  }
  assert.ok(!may('Data Factory Contributor', '/', 'Microsoft.DataFactory/factoriesX/read/action'))
  assert.ok(!may('Data Factory Contributor', '/', 'MicrosoftXDataFactory/factories/write'), 'a dot is a dot')
})

test('a role holds where it is given and everywhere below, whatever the letter case', () => {
  for (const scope of ['/', subscription, group, factory, runtime, `${group}/`, runtime.toUpperCase()]) {
    assert.ok(may('Reader', scope, actions.read), scope)
  }
})

test('a role holds neither above, nor beside, nor where a name only begins alike', () => {
  for (const scope of [
    `${runtime}/nodes/n`,
    factory.replace('Factory-1', 'Factory-2'),
    factory.replace('Factory-1', 'Factory'),
    factory.replace('Factory-1', 'Factory-10'),
    group.replace('/rg', '/r'),
    subscription.slice(0, -1),
    '/subscriptions/33333333-2222-2222-2222-222222222222',
  ]) {
    assert.ok(!may('Owner', scope, actions.read), scope)
  }
})

test('who has no role may do nothing', () => {
  assert.ok(!isPermitted([], actions.read, runtime))
})

test('what one role excludes another may allow', () => {
  const roles = [granted('Contributor', '/'), granted('User Access Administrator', group)]

  assert.ok(isPermitted(roles, actions.assignRole, runtime))
  assert.ok(!isPermitted(roles, actions.assignRole, subscription))
})

const none = { notActions: [], dataActions: [], notDataActions: [] }
const owning = builtInRole('Owner')
const permits = (pattern: string, action: string): boolean =>
  isPermitted(
    [{ id: 'a', role: { ...owning, permissions: [{ ...none, actions: [pattern] }] }, scope: '/' }],
    action,
    '/',
  )

test('a star in an action is any text, none included, wherever it stands and however many there are', () => {
  const piece = fc.constantFrom('*', '*', 'a', 'B', 'ab', '/', '.', '$', '(', 'read')
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  const literal = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

  fc.assert(
    fc.property(text, text, (pattern, action) => {
      const expected = new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 'i').test(action)

      assert.equal(permits(pattern, action), expected, `${pattern} ${action}`)
    }),
    { numRuns: 2000 },
  )
})

test('a star in an action that is asked for is a star, and no other text', () => {
  assert.ok(!permits('Microsoft.DataFactory/read', '*'))
  assert.ok(!permits('a', '*'))
})

test('what one permission of a role leaves out another may allow', () => {
  const permissions = [
    { ...none, actions: ['*'], notActions: ['a/*', 'b/write'] },
    { ...none, actions: ['a/read'] },
  ]
  const grants: Grant[] = [{ id: 'a', role: { ...owning, permissions }, scope: '/' }]

  for (const [action, expected] of [
    ['a/read', true],
    ['a/write', false],
    ['b/write', false],
    ['b/read', true],
  ] as const) {
    assert.equal(isPermitted(grants, action, runtime), expected, action)
  }
})

test('data actions let one do nothing', () => {
  const permissions = [{ ...none, actions: [], dataActions: ['*'] }]

  assert.ok(!isPermitted([{ id: 'a', role: { ...owning, permissions }, scope: '/' }], actions.read, runtime))
})
