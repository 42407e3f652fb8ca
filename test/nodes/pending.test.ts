import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import type { AuthKeyId } from '../../src/core/authKey.ts'
import type { Node } from '../../src/core/node.ts'
import type { Store } from '../../src/core/store.ts'
import { Pending } from '../../src/nodes/pending.ts'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { factory, runtime, savePlaces } from '../store/samples.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { runtimeUrl } from '../support/known.ts'
import { onlineNode } from '../support/nodes.ts'
import { fileOf } from '../support/openTemporaryStore.ts'
import { startService } from '../support/startService.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { eventually, givenANode, metrics, nodesOn, shownNode } from './support.ts'

const at = 4_000_000_000_000
const figures = { heartbeatMs: at, monitoring: { ...metrics, cpuUtilization: 98 } }

/** A store with a runtime and a node, and what is pending of it. */
const started = async (t: TestContext) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const uid: string = (await azure.listAuthKeys()).authKey1.split('@')[1]
  const node = onlineNode(uid)
  await azure.store.change((tx) => tx.saveNode(node))
  const key: AuthKeyId = { runtimeUid: uid, name: 'authKey1', generation: 1 }
  const pending = new Pending({ store: azure.store, effects: { now: azure.now } })
  const kept = async (): Promise<Node | undefined> => azure.store.read((tx) => tx.findNodeById(node.id))
  const uses = async () => (await azure.store.read((tx) => tx.listAuthKeys(uid)))[0]?.uses
  return { azure, store: azure.store, node, key, pending, kept, uses }
}

/** Has the database refuse to change a table, until what it answers with is called. */
const breakTable = (store: Store, table: string): (() => void) => {
  const run = (statement: string): void => {
    using db = new DatabaseSync(fileOf(store))
    db.exec(statement)
  }
  run(`create trigger broken before update on ${table} begin select raise(abort, 'broken'); end`)
  return () => run('drop trigger broken')
}

test('nothing is written before a flush, and the newest of all that was said with it', async (t) => {
  const { node, pending, kept, key, uses } = await started(t)
  pending.heard({ ...node, ...figures, monitoring: metrics }, node)
  pending.heard({ ...node, ...figures }, node)
  pending.used(key)
  pending.used(key)
  assert.equal((await kept())?.heartbeatMs, node.heartbeatMs)
  assert.equal(await uses(), 0)

  await pending.flush()

  assert.deepEqual((await kept())?.monitoring, figures.monitoring)
  assert.equal((await kept())?.heartbeatMs, at)
  assert.equal(await uses(), 2)
  await pending.flush()
  assert.equal(await uses(), 2, 'once')
})

test('a flush leaves what was changed of a node meanwhile, and newer figures', async (t) => {
  const { store, node, pending, kept } = await started(t)
  pending.heard({ ...node, ...figures }, node)
  const newer = { heartbeatMs: at + 1, monitoring: metrics }
  await store.change((tx) => tx.saveNode({ ...node, ...newer, credentialsVersion: 7 }))

  await pending.flush()

  const { heartbeatMs, monitoring, credentialsVersion } = (await kept()) ?? assert.fail('it is there')
  assert.deepEqual({ heartbeatMs, monitoring, credentialsVersion }, { ...newer, credentialsVersion: 7 })
})

test('after the clock was set back, what comes of a node is kept all the same, and the last of it', async (t) => {
  const { node, pending, kept } = await started(t)
  const earlier = node.heartbeatMs - 3_600_000
  pending.heard({ ...node, ...figures, heartbeatMs: earlier + 1, monitoring: metrics }, node)
  pending.heard({ ...node, ...figures, heartbeatMs: earlier }, node)

  await pending.flush()

  const { heartbeatMs, monitoring } = (await kept()) ?? assert.fail('it is there')
  assert.deepEqual({ heartbeatMs, monitoring }, { ...figures, heartbeatMs: earlier })
})

test('a flush brings back no node that has gone', async (t) => {
  const { store, node, pending, kept } = await started(t)
  pending.heard({ ...node, ...figures }, node)
  await store.change((tx) => tx.deleteNode(node.runtimeUid, node.name))

  await pending.flush()

  assert.equal(await kept(), undefined)
})

for (const table of ['nodes', 'auth_key_generations']) {
  test(`what cannot be written to ${table} is all kept for the next flush, beside what came meanwhile`, async (t) => {
    const { store, node, key, pending, kept, uses } = await started(t)
    pending.heard({ ...node, ...figures }, node)
    pending.used(key)
    const mend = breakTable(store, table)

    await assert.rejects(pending.flush(), /broken/)

    assert.equal((await kept())?.heartbeatMs, node.heartbeatMs, 'nothing of it is written')
    assert.equal(await uses(), 0)
    pending.used(key)
    mend()
    await pending.flush()
    assert.equal((await kept())?.heartbeatMs, at)
    assert.equal(await uses(), 2)
  })
}

test('figures that came while a flush was failing are not replaced by older ones', async (t) => {
  const { store, node, pending, kept } = await started(t)
  const mend = breakTable(store, 'nodes')
  pending.heard({ ...node, ...figures }, node)
  const failing = assert.rejects(pending.flush(), /broken/)
  await Promise.resolve()
  pending.heard({ ...node, heartbeatMs: at + 1, monitoring: metrics }, node)
  await failing
  mend()

  await pending.flush()

  assert.equal((await kept())?.heartbeatMs, at + 1)
})

test('flushes wait for each other', async (t) => {
  const { key, pending, uses } = await started(t)

  pending.used(key)
  const first = pending.flush()
  pending.used(key)
  await Promise.all([first, pending.flush()])

  assert.equal(await uses(), 2)
})

test('the service tries again each second what it could not write', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const credential = await givenANode(azure)
  const mend = breakTable(azure.store, 'nodes')

  const { status } = await nodesOn(azure).heartbeat(credential, { metrics: { ...metrics, cpuUtilization: 42 } })
  assert.equal(status, 200)
  await new Promise((resolve) => setTimeout(resolve, 1200))
  mend()

  await eventually(async () => {
    const { nodes } = (await azure.send('POST', `${runtimeUrl}/monitoringData`)).body
    return nodes[0].cpuUtilization === 42 ? true : undefined
  })
})

test('a heartbeat that says more than figures is refused when that cannot be kept, and nothing of it shows', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const credential = await givenANode(azure)
  const mend = breakTable(azure.store, 'nodes')

  const { status } = await nodesOn(azure).heartbeat(credential, { status: 'Limited' })

  assert.equal(status, 500)
  assert.equal((await shownNode(azure)).status, 'Online')
  mend()
})

test('nodes, what they depend on and what is asked of them outlive a restart', async (t) => {
  const [file, needs] = [join(temporaryFolder(t), 'lazulite.db'), keyringNeeds()]
  const node = { ...onlineNode(runtime.uid), credentialsVersion: 3, upgrade: { version: '6', askedTime: 'then' } }
  const first = await openStore(openSqlite(file), needs)
  await first.change(async (tx) => {
    await savePlaces(tx)
    await tx.saveFactory(factory)
    await tx.saveRuntime(runtime)
    await tx.saveNode(node)
  })
  const pending = new Pending({ store: first, effects: { now: () => new Date() } })
  pending.heard({ ...node, ...figures }, node)
  await pending.flush()
  await first.close()

  const second = await openStore(openSqlite(file), needs)
  t.after(() => second.close())
  assert.deepEqual(await second.read((tx) => tx.findNodeById(node.id)), { ...node, ...figures })
})
