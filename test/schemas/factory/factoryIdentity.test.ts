import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FactoryIdentity, withoutPrincipal } from '../../../src/schemas/factory/factoryIdentity.ts'
import { faultsOf, testEachPlace } from '../support.ts'

testEachPlace('an identity', {
  schema: FactoryIdentity,
  whole: {
    type: 'SystemAssigned,UserAssigned',
    userAssignedIdentities: { '/subscriptions/1/one': { principalId: 'p', clientId: 'c' }, '/subscriptions/1/two': {} },
  },
  required: ['type'],
  any: [
    'userAssignedIdentities./subscriptions/1/one.principalId',
    'userAssignedIdentities./subscriptions/1/one.clientId',
  ],
  maps: ['userAssignedIdentities'],
})

for (const type of [
  'None',
  'SystemAssigned',
  'UserAssigned',
  'SystemAssigned,UserAssigned',
  'SystemAssigned, UserAssigned',
]) {
  test(`an identity may be of the type '${type}'`, () => assert.deepEqual(faultsOf(FactoryIdentity, { type }), []))
}

for (const type of [
  '',
  'systemAssigned',
  'UserAssigned,SystemAssigned',
  'SystemAssigned,',
  ' SystemAssigned',
  'System',
]) {
  test(`an identity of the type '${type}' is refused, and the types named`, () => {
    const message = "must be None, SystemAssigned, UserAssigned or 'SystemAssigned,UserAssigned'"

    assert.deepEqual(faultsOf(FactoryIdentity, { type }), [{ path: ['type'], message }])
  })
}

test('whose an identity is cannot be said by its user; what belongs to those that the user assigns is kept', () => {
  const given = { type: 'UserAssigned', userAssignedIdentities: { one: { principalId: 'p', clientId: 'c' } } }

  assert.deepEqual(withoutPrincipal({ ...given, principalId: 'p', tenantId: 't' }), given)
})
