import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namespaceOf, resourceTypeOf } from '../../src/core/resourceType.ts'

const group = '/subscriptions/s/resourceGroups/providers'
const factory = `${group}/providers/Microsoft.DataFactory/factories/providers`

for (const [id, type] of [
  [`${factory}/integrationRuntimes/R`, 'Microsoft.DataFactory/factories/integrationRuntimes'],
  [`${factory}/integrationRuntimes/R/nodes/N`, 'Microsoft.DataFactory/factories/integrationRuntimes/nodes'],
  [factory, 'Microsoft.DataFactory/factories'],
  [`${factory}/PROVIDERS/Microsoft.Authorization/roleAssignments/1`, 'Microsoft.Authorization/roleAssignments'],
  ['/providers/Microsoft.Authorization/roleAssignments/1', 'Microsoft.Authorization/roleAssignments'],
  ['/subscriptions/s/providers/Microsoft.DataFactory/locations/eastus', 'Microsoft.DataFactory/locations'],
  ['/providers/Lazulite.Control', 'Lazulite.Control'],
  [group, 'Microsoft.Resources/subscriptions/resourceGroups'],
  ['/subscriptions/s', 'Microsoft.Resources/subscriptions'],
  ['/', 'Microsoft.Resources'],
  ['', 'Microsoft.Resources'],
] as const) {
  test(`'${id}' is of the type ${type}`, () => {
    assert.equal(resourceTypeOf(id), type)
    assert.equal(namespaceOf(id), type.split('/')[0])
  })
}
