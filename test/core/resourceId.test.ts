import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  factoryKey,
  formatFactoryId,
  formatRuntimeId,
  parseFactoryId,
  parseId,
  parseRuntimeId,
  resourceGroupKey,
  runtimeKey,
} from '../../src/core/resourceId.ts'

const id = {
  subscriptionId: 'S',
  resourceGroupName: 'Rg',
  factoryName: 'Factory-1',
  integrationRuntimeName: 'Runtime-1',
}

test('a factory’s own id ends in lower case; within a runtime’s id it keeps its letters, and the type has lost its', () => {
  assert.equal(
    formatFactoryId(id),
    '/subscriptions/S/resourceGroups/Rg/providers/Microsoft.DataFactory/factories/factory-1',
  )
  assert.equal(
    formatRuntimeId(id),
    '/subscriptions/S/resourceGroups/Rg/providers/Microsoft.DataFactory/factories/Factory-1/integrationruntimes/Runtime-1',
  )
})

test('ids that differ in letter case alone are kept under one key', () => {
  const other = {
    subscriptionId: 's',
    resourceGroupName: 'RG',
    factoryName: 'FACTORY-1',
    integrationRuntimeName: 'runtime-1',
  }

  assert.equal(resourceGroupKey(id), resourceGroupKey(other))
  assert.equal(factoryKey(id), factoryKey(other))
  assert.equal(runtimeKey(id), runtimeKey(other))
})

const subscription = '/subscriptions/22222222-2222-2222-2222-222222222222'
const group = `${subscription}/resourceGroups/Group`
const factory = `${group}/providers/Microsoft.DataFactory/factories/Factory-1`
const runtime = `${factory}/integrationRuntimes/Runtime-1`

test('an id is read back, whatever the letter case of what are no names', () => {
  const subscriptionId = '22222222-2222-2222-2222-222222222222'
  const names = { subscriptionId, resourceGroupName: 'Group', factoryName: 'Factory-1' }
  const shouted = runtime.toUpperCase().replace('GROUP/PROVIDERS', 'Group/PROVIDERS')

  assert.deepEqual(parseId(subscription), { subscriptionId })
  assert.deepEqual(parseId(group), { subscriptionId, resourceGroupName: 'Group' })
  assert.deepEqual(parseId(factory), names)
  assert.deepEqual(parseId(runtime), { ...names, integrationRuntimeName: 'Runtime-1' })
  assert.deepEqual(parseId(shouted), {
    ...parseId(shouted),
    resourceGroupName: 'Group',
    integrationRuntimeName: 'RUNTIME-1',
  })
})

test('the id of a factory is none of a runtime, and the other way round', () => {
  for (const text of [subscription, group, factory, runtime]) {
    assert.deepEqual(parseFactoryId(text), text === factory ? parseId(factory) : undefined)
    assert.deepEqual(parseRuntimeId(text), text === runtime ? parseId(runtime) : undefined)
  }
})

for (const text of [
  '',
  '/',
  '*',
  'subscriptions/s',
  '/subscriptions',
  '/subscriptions/',
  '/subscriptions//resourceGroups/g',
  '/subscriptions/s/',
  '/subscriptions/s/resourceGroups',
  `${group}/providers/Microsoft.DataFactory`,
  `${group}/providers/MicrosoftXDataFactory/factories/f`,
  `${group}/providers/Microsoft.Storage/storageAccounts/a`,
  `${runtime}/nodes/n`,
  `https://management.azure.com${group}`,
  ` ${group}`,
  '/providers/Microsoft.Management/managementGroups/g',
]) {
  test(`${JSON.stringify(text)} is read as no id`, () => assert.equal(parseId(text), undefined))
}
