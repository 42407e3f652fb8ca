import assert from 'node:assert/strict'
import { test } from 'node:test'
import { covers, formatScope, parseScope, scopeKey } from '../../src/core/scope.ts'

const subscriptionId = '22222222-2222-2222-2222-222222222222'
const [resourceGroupName, factoryName, integrationRuntimeName] = ['Group', 'Factory-1', 'Runtime-1']
const subscription = `/subscriptions/${subscriptionId}`
const group = `${subscription}/resourceGroups/Group`
const factory = `${group}/providers/Microsoft.DataFactory/factories/Factory-1`
const runtime = `${factory}/integrationRuntimes/Runtime-1`

const all = [
  [subscription, { subscriptionId }],
  [group, { subscriptionId, resourceGroupName }],
  [factory, { subscriptionId, resourceGroupName, factoryName }],
  [runtime, { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName }],
] as const

test('a scope is written from its names and read back, and the root has none', () => {
  for (const [text, names] of all) {
    assert.equal(formatScope(names), text)
    assert.deepEqual(parseScope(text), names)
  }
  assert.equal(formatScope({}), '/')
})

test('it is read whatever the letter case of what are no names, and with one slash behind', () => {
  const shouted = runtime.toUpperCase().replace('GROUP/PROVIDERS', 'Group/PROVIDERS')

  assert.equal(parseScope(shouted)?.resourceGroupName, 'Group')
  assert.equal(parseScope(shouted)?.integrationRuntimeName, 'RUNTIME-1')
  assert.deepEqual(parseScope(`${group}/`), parseScope(group))
})

for (const text of [
  '',
  '/',
  '*',
  'subscriptions/s',
  '/subscriptions',
  '/subscriptions/',
  '/subscriptions//resourceGroups/g',
  '/subscriptions/s//',
  '/subscriptions/s/resourceGroups',
  `${group}/providers/Microsoft.DataFactory`,
  `${group}/providers/MicrosoftXDataFactory/factories/f`,
  `${group}/providers/Microsoft.Storage/storageAccounts/a`,
  `${runtime}/nodes/n`,
  `https://management.azure.com${group}`,
  ` ${group}`,
  '/providers/Microsoft.Management/managementGroups/g',
]) {
  test(`${JSON.stringify(text)} is read as no scope`, () => assert.equal(parseScope(text), undefined))
}

test('scopes are the same whatever their letter case and slashes behind', () => {
  assert.equal(scopeKey('/'), scopeKey(''))
  assert.equal(scopeKey(`${group}//`.toUpperCase()), scopeKey(group))
  assert.ok(covers('/', runtime) && covers(factory.toUpperCase(), runtime) && covers(`${group}/`, group))
  assert.ok(!covers(runtime, factory) && !covers(group, `${group}2`) && !covers(`${group}2`, group))
})
