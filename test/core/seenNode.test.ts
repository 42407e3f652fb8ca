import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isExpired, isSilent, seenNode } from '../../src/core/seenNode.ts'
import { onlineNode } from '../support/nodes.ts'

const heardAt = Date.parse('2026-01-01T00:00:00Z')
const node = onlineNode('uid', { heartbeatMs: heardAt })
const after = (ms: number) => ({ now: new Date(heardAt + ms), nodeRules: { expiryMs: 600_000 } })

test('a node is silent after three heartbeats’ time without one, and not before', () => {
  assert.equal(isSilent(node, after(30_000).now), false)
  assert.equal(isSilent(node, after(30_001).now), true)
})

test('a node expires on the dot', () => {
  assert.equal(isExpired(node, after(599_999)), false)
  assert.equal(isExpired(node, after(600_000)), true)
})

test('a clock that was set back makes no node silent', () => {
  assert.equal(isSilent(node, after(-1_000_000).now), false)
  assert.equal(seenNode(node, after(-1_000_000)).properties.status, 'Online')
})

test('what a node last said of itself holds until it is silent; when it was heard of is told', () => {
  const limited = { ...node, properties: { ...node.properties, status: 'Limited' as const } }

  const [before, silent] = [seenNode(limited, after(30_000)), seenNode(limited, after(30_001))]

  assert.equal(before.properties.status, 'Limited')
  assert.equal(silent.properties.status, 'Offline')
  for (const { properties } of [before, silent]) {
    assert.equal(properties.lastConnectTime, '2026-01-01T00:00:00Z')
    assert.equal(properties.expiryTime, '2026-01-01T00:10:00Z')
  }
})

test('the capabilities that a node has not told are what can be seen of it', () => {
  const { properties } = node
  const quiet = { ...node, connection: undefined, properties: { ...properties, capabilities: { custom: 'True' } } }

  assert.deepEqual(seenNode({ ...quiet, credentialsVersion: 2 }, after(0)).properties.capabilities, {
    serviceBusConnected: 'True',
    httpsPortEnabled: 'False',
    credentialInSync: 'False',
    connectedToResourceManager: 'True',
    nodeEnabled: 'True',
    custom: 'True',
  })
  assert.equal(seenNode(quiet, after(60_000)).properties.capabilities.serviceBusConnected, 'False')
})

test('a node cannot say that it is connected while nothing is heard of it', () => {
  const { capabilities } = seenNode(node, after(60_000)).properties

  assert.equal(node.properties.capabilities.connectedToResourceManager, 'True')
  assert.equal(capabilities.connectedToResourceManager, 'False')
})

test('what makes a node known is not among what is seen of it', () => {
  assert.ok(!('credentialHash' in seenNode(node, after(0))))
})
