import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isKnownLocation,
  normalizeLocation,
  requireGroupLocation,
  requireLocation,
  sameLocation,
  serviceRegion,
} from '../../src/core/location.ts'

test('a place has a short name and one to show, and both mean it', () => {
  assert.equal(normalizeLocation('West Europe'), 'westeurope')
  assert.ok(sameLocation('East US 2', 'eastus2'))
  assert.ok(!sameLocation('East US 2', 'eastus'))
  assert.ok(isKnownLocation('EAST us'))
  for (const place of ['', 'atlantis', 'constructor', '__proto__', 'toString'])
    assert.ok(!isKnownLocation(place), place)
})

test('the region of the service is the initials of the words', () => {
  assert.equal(serviceRegion('eastus'), 'eu')
  assert.equal(serviceRegion('East US'), 'eu')
  assert.equal(serviceRegion('westeurope'), 'we')
  assert.equal(serviceRegion('westus'), 'wu')
})

const factories = 'Microsoft.DataFactory/factories'

test('a place is taken as it was written', () => {
  assert.equal(requireLocation('East US', factories), 'East US')
  assert.equal(requireGroupLocation('EASTUS'), 'EASTUS')
})

test('a place that is missing, or that there is none of, is refused, and those that there are named', () => {
  for (const place of [undefined, '', ' ']) {
    assert.throws(() => requireLocation(place, factories), { code: 'LocationRequired' })
    assert.throws(() => requireGroupLocation(place), { code: 'LocationRequired' })
  }
  assert.throws(() => requireLocation('atlantis', factories), {
    code: 'LocationNotAvailableForResourceType',
    message: /'atlantis' is not available for resource type 'Microsoft\.DataFactory\/factories'\. .*,eastus,/,
  })
  assert.throws(() => requireGroupLocation('atlantis'), {
    code: 'LocationNotAvailableForResourceGroup',
    message: /'atlantis' is not available for resource group\. .*,eastus,/,
  })
})
