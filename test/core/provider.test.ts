import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findProvider, isRegistered } from '../../src/core/provider.ts'

test('Data Factory is registered when somebody asks for it, Resource Manager’s own providers always', () => {
  const registered = (namespace: string, list: string[]): boolean => {
    const provider = findProvider(namespace)
    assert.ok(provider)
    return isRegistered(provider, list)
  }

  assert.equal(registered('microsoft.datafactory', []), false)
  assert.equal(registered('microsoft.datafactory', ['MICROSOFT.DATAFACTORY']), true)
  for (const namespace of ['Microsoft.Authorization', 'Microsoft.Insights', 'Microsoft.Resources']) {
    assert.equal(registered(namespace, []), true)
  }
  assert.equal(findProvider('Microsoft.Storage'), undefined)
})
