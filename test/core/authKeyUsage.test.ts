import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuthKey } from '../../src/core/authKey.ts'
import { authKeyUsage, dependsOn, lifeWithoutKey } from '../../src/core/authKeyUsage.ts'
import { type SeenNode, seenNode } from '../../src/core/seenNode.ts'
import { onlineNode } from '../support/nodes.ts'

const heardMs = Date.parse('2026-11-20T10:00:00Z')
const key: AuthKey = {
  runtimeUid: 'a',
  name: 'authKey1',
  generation: 3,
  fingerprint: '3'.repeat(32),
  createTime: '2026-11-01T00:00:00Z',
  createdBy: undefined,
  supersededTime: undefined,
  uses: 0,
  lastUsedTime: undefined,
}
const [stay, follow] = [{ followKeys: false }, { followKeys: true }]

/** A node that was heard of at ten, and is looked at so many seconds later. */
const node = (name: string, shown: Pick<AuthKey, 'generation' | 'name'>, seconds = 1): SeenNode =>
  seenNode(onlineNode('a', { name, key: { fingerprint: '', ...shown }, heartbeatMs: heardMs }), {
    now: new Date(heardMs + seconds * 1000),
    nodeRules: { expiryMs: 3_600_000 },
  })

test('a key is safe to regenerate while no node has shown its current generation last', () => {
  const others = [
    node('A', { name: 'authKey1', generation: 2 }),
    node('B', { name: 'authKey2', generation: 3 }),
    node('C', { name: 'authKey1', generation: 4 }),
  ]

  for (const nodes of [[], others]) {
    assert.deepEqual(authKeyUsage(key, nodes, stay), {
      nodes: [],
      safeToRegenerate: true,
      reasons: ['No node depends on it: of those that have not expired, none has shown it last.'],
    })
  }
})

test('one node of many that depends on a key makes it unsafe, and is the only one that is told of', () => {
  const mine = node('Mine', { name: 'authKey1', generation: 3 })
  const other = node('Other', { name: 'authKey2', generation: 3 })

  const { nodes, safeToRegenerate, reasons } = authKeyUsage(key, [other, mine], stay)

  assert.equal(safeToRegenerate, false)
  assert.deepEqual(nodes, [mine])
  assert.deepEqual(reasons, [
    "The node 'Mine' has shown it last, and is Online, last heard of at 2026-11-20T10:00:00Z. Once the key is " +
      'regenerated, it works on by its own credential, but cannot register again with the key that it has.',
  ])
})

test('a node that is offline counts, and the reason says since when, until when and why', () => {
  const silent = node('Silent', { name: 'authKey1', generation: 3 }, 600)

  const { safeToRegenerate, reasons } = authKeyUsage(key, [silent], stay)

  assert.equal(safeToRegenerate, false)
  assert.deepEqual(reasons, [
    "The node 'Silent' has shown it last, and is Offline since 2026-11-20T10:00:00Z. It may come back until it expires " +
      'at 2026-11-20T11:00:00Z. Once the key is regenerated, it works on by its own credential, but cannot register ' +
      'again with the key that it has.',
  ])
})

test('where nodes follow their keys, as many are told of, in words that say what a rotation does to them', () => {
  const mine = node('Mine', { name: 'authKey1', generation: 3 })

  const { safeToRegenerate, nodes, reasons } = authKeyUsage(key, [mine], follow)

  assert.equal(safeToRegenerate, false)
  assert.deepEqual(nodes, [mine])
  assert.deepEqual(reasons, [
    "The node 'Mine' has shown it last, and is Online, last heard of at 2026-11-20T10:00:00Z. Once the key is " +
      'regenerated, it is refused until it rekeys.',
  ])
  assert.notEqual(lifeWithoutKey(follow), lifeWithoutKey(stay))
})

test('a node depends on one generation of one key, and on no other', () => {
  const one = node('One', { name: 'authKey2', generation: 3 })

  assert.equal(dependsOn(one, { ...key, name: 'authKey2' }), true)
  assert.equal(dependsOn(one, key), false)
  assert.equal(dependsOn(one, { ...key, name: 'authKey2', generation: 4 }), false)
})
