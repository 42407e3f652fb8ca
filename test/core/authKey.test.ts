import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAuthKey, newAuthKeySecret, parseAuthKeyName } from '../../src/core/authKey.ts'
import type { Factory } from '../../src/core/factory.ts'

const factory: Factory = {
  id: { subscriptionId: 's', resourceGroupName: 'rg', factoryName: 'Orchard-1' },
  location: 'East US',
  identity: undefined,
  principalId: 'p',
  tags: {},
  properties: {},
  etag: 'e',
  createTime: 't',
}

test('a key has the form that was recorded: the factory in its letter case, the endpoint in lower case', () => {
  assert.equal(
    formatAuthKey(factory, '77777777-7777-7777-7777-000000000003', 'AQEB='),
    'IR@77777777-7777-7777-7777-000000000003@Orchard-1@ServiceEndpoint=orchard-1.eastus.datafactory.azure.net@AQEB=',
  )
})

test('a secret is 32 bytes from the source of randomness that is given, in base64 with its padding', () => {
  const secret = newAuthKeySecret((count) => Buffer.alloc(count, 1))

  assert.equal(secret, 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=')
})

test('a key is named in any letter case, and nothing else is a name', () => {
  for (const given of ['authKey2', 'AuthKey2', 'AUTHKEY2', 'authkey2'])
    assert.equal(parseAuthKeyName(given), 'authKey2')
  for (const given of [
    '',
    'authKey',
    'authKey3',
    ' authKey1',
    'authKey1 ',
    'authKey12',
    'constructor',
    'authKey\uFF11',
    'auth\u212Aey1',
  ]) {
    assert.throws(() => parseAuthKeyName(given), { code: 'BadRequest' }, given)
  }
})
