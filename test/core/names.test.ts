import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkName } from '../../src/core/names.ts'

const takes = (parameter: string, name: string): boolean => {
  try {
    checkName(parameter, name)
    return true
  } catch {
    return false
  }
}

for (const parameter of ['factoryName', 'integrationRuntimeName']) {
  test(`${parameter}: letters, digits and single dashes within, 3 to 63 of them`, () => {
    for (const name of ['abc', 'A-1', '1-2-3', 'x'.repeat(63)]) assert.ok(takes(parameter, name), name)
    for (const name of ['', 'ab', '-ab', 'ab-', 'a--b', 'a b', 'a_b', 'a.b', 'ab\n', 'äbc', 'a/b', 'x'.repeat(64)]) {
      assert.ok(!takes(parameter, name), JSON.stringify(name))
    }
  })

  test(`${parameter}: a wrong one is the provider’s to refuse`, () => {
    assert.throws(() => checkName(parameter, '-'), { code: 'BadRequest' })
  })
}

test('resourceGroupName: letters and digits of any script, and a few signs, 1 to 90 of them', () => {
  for (const name of ['r', 'rg', 'R.G_(1)-x', 'größe', '資源', 'x'.repeat(90)])
    assert.ok(takes('resourceGroupName', name), name)
  for (const name of ['', 'a b', 'a/b', 'a\\b', 'a%', 'a\n', 'a\u0000', '🔑', "a'b", 'rg.', 'İ', 'x'.repeat(91)]) {
    assert.ok(!takes('resourceGroupName', name), JSON.stringify(name))
  }
  assert.throws(() => checkName('resourceGroupName', '/'), { code: 'InvalidResourceGroup' })
})

test('no name that is taken can leave its place in a path', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('factoryName', 'integrationRuntimeName', 'resourceGroupName'),
      fc.string({ unit: 'binary', maxLength: 20 }),
      (parameter, name) => {
        if (takes(parameter, name)) assert.ok(!/[/\\%?#\s\p{C}]/u.test(name), JSON.stringify(name))
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a long name is refused before its pattern is tried', () => {
  assert.ok(!takes('factoryName', `${'a-'.repeat(500_000)}!`))
})

test('other parameters have no rule here', () => {
  assert.ok(takes('subscriptionId', '12345678-1234-1234-1234-12345678abc'))
  assert.ok(takes('resourceProviderNamespace', 'Microsoft.DataFactory'))
})
