import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  factoryKey,
  formatFactoryId,
  formatRuntimeId,
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
