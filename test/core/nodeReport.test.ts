import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differInFiguresAlone } from '../../src/core/nodeFigures.ts'
import { heardFrom, type NodeReport } from '../../src/core/nodeReport.ts'
import { onlineNode } from '../support/nodes.ts'

const now = new Date('2026-01-01T00:00:00Z')
const node = onlineNode('uid')
const { monitoring, properties } = node
assert.ok(monitoring)
const report: NodeReport = { status: 'Online', version: properties.version, metrics: monitoring }

test('a report that says nothing new changes figures alone', () => {
  const metrics = { ...monitoring, cpuUtilization: 99 }

  const heard = heardFrom(node, { ...report, metrics }, now)

  assert.deepEqual(heard, { ...node, heartbeatMs: now.getTime(), monitoring: metrics })
  assert.ok(differInFiguresAlone(node, heard))
})

const { connection } = node
assert.ok(connection)
for (const [what, more] of Object.entries<Partial<NodeReport>>({
  status: { status: 'Limited' },
  version: { version: '6' },
  'IP address': { ipAddress: '10.0.0.5' },
  'time zone': { localTimeZoneOffset: 'PT1H' },
  capabilities: { capabilities: { nodeEnabled: 'False' } },
  connection: { connection: { ...connection, publicKey: 'another' } },
  'number of jobs': { maxConcurrentJobs: 21 },
  'start time': { lastStartTime: '2026-01-01T00:00:00Z' },
  'stop time': { lastStopTime: '2026-01-01T00:00:00Z' },
  update: { update: { result: 'Succeed', startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-01T00:00:00Z' } },
})) {
  test(`another ${what} is more than figures, and is the same when it is said again`, () => {
    const heard = heardFrom(node, { ...report, ...more }, now)

    assert.ok(!differInFiguresAlone(node, heard))
    assert.ok(differInFiguresAlone(heard, heardFrom(heard, { ...report, ...more }, now)))
  })
}

test('credentials that were heeded are more than figures, and no more than were asked for', () => {
  const asked = { ...node, credentialsVersion: 3 }

  assert.equal(heardFrom(asked, { ...report, credentialsVersion: 2 }, now).heededCredentialsVersion, 2)
  assert.equal(heardFrom(asked, { ...report, credentialsVersion: 9 }, now).heededCredentialsVersion, 3)
  assert.equal(heardFrom(asked, report, now).heededCredentialsVersion, 1)
})

const upgrade = { version: '6.0', askedTime: '2026-01-01T00:00:00Z' }
const update = { result: 'Fail', startTime: 'a', endTime: 'b' } as const

for (const [what, more, isDone] of [
  ['says nothing of it', {}, false],
  ['answers it', { update: { ...update, askedTime: upgrade.askedTime } }, true],
  ['answers another', { update: { ...update, askedTime: 'another' } }, false],
  ['has updated itself unasked', { update }, false],
  ['has that software', { version: '6.0' }, true],
  ['has newer software', { version: '6.0.1' }, true],
  ['has newer software, but older than was asked for', { version: '5.99' }, false],
] as const) {
  test(`a node that was asked to upgrade and ${what} is ${isDone ? 'asked no more' : 'still asked'}`, () => {
    const heard = heardFrom({ ...node, upgrade }, { ...report, ...more }, now)

    assert.deepEqual(heard.upgrade, isDone ? undefined : upgrade)
  })
}
