import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  coveredBy,
  covers,
  distinctScopes,
  formatScope,
  isSameScope,
  parseScope,
  scopeKey,
  touches,
} from '../../src/core/scope.ts'
import {
  factoryUrl as factory,
  groupUrl as group,
  runtimeUrl as runtime,
  subscriptionUrl as subscription,
} from '../support/known.ts'

test('a scope is read, with or without a slash behind, and written from its names; the root has none', () => {
  for (const text of [subscription, group, factory, runtime])
    assert.equal(formatScope(parseScope(`${text}/`) ?? {}), text)
  assert.equal(formatScope({}), '/')
  assert.equal(parseScope('/'), undefined)
})

test('scopes are the same whatever their letter case and slashes behind', () => {
  assert.equal(scopeKey('/'), scopeKey(''))
  assert.ok(isSameScope(`${group}//`.toUpperCase(), group))
  assert.ok(!isSameScope(group, factory))
  assert.deepEqual(
    distinctScopes([group, `${group}/`, factory, group.toUpperCase()]).map(scopeKey),
    [group, factory].map(scopeKey),
  )
})

test('one covers what is at it and below it, by whole segments', () => {
  assert.ok(covers('/', runtime) && covers(factory.toUpperCase(), runtime) && covers(`${group}/`, group))
  assert.ok(!covers(runtime, factory) && !covers(group, `${group}2`) && !covers(`${group}2`, group))
})

test('one touches what is at it, above it and below it', () => {
  for (const scope of ['/', subscription, group, runtime]) assert.ok(touches(scope, subscription), scope)
  for (const scope of [subscription.slice(0, -1), `${subscription}0`, '/subscriptions/other/resourceGroups/rg']) {
    assert.ok(!touches(scope, subscription), scope)
  }
})

test('many cover what one of them covers', () => {
  const scope = fc.array(fc.constantFrom('a', 'A', 'b', 'ab'), { maxLength: 4 }).map((names) => `/${names.join('/')}`)

  fc.assert(
    fc.property(fc.array(scope, { maxLength: 4 }), scope, (outers, inner) => {
      assert.equal(
        coveredBy(outers)(inner),
        outers.some((outer) => covers(outer, inner)),
      )
    }),
  )
})
