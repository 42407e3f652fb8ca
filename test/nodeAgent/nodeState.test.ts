import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type NodeState, readState, setStateAside, writeState } from '../../src/nodeAgent/nodeState.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const state: NodeState = {
  server: { url: 'https://localhost:8443', caFile: '/tmp/ca.pem' },
  nodeId: '99999999-9999-9999-9999-999999999999',
  nodeName: 'NODE-1',
  credential: 'secret',
  integrationRuntime: { name: 'Runtime-1', factoryName: 'Factory-1', uid: '88888888-8888-8888-8888-888888888888' },
}

test('what was written is read, and only its owner can', async (t) => {
  const file = join(temporaryFolder(t), 'state')

  await writeState(file, state)

  assert.deepEqual(await readState(file), state)
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('there is none where there is no file', async (t) => {
  const file = join(temporaryFolder(t), 'state')

  assert.equal(await readState(file), undefined)
  assert.equal(await setStateAside(file), undefined)
})

test('one that is put aside is out of its place until it is put back', async (t) => {
  const file = join(temporaryFolder(t), 'state')
  await writeState(file, state)

  const aside = await setStateAside(file)

  assert.deepEqual(aside?.state, state)
  assert.equal(await readState(file), undefined)
  await aside?.putBack()
  assert.deepEqual(await readState(file), state)
})

test('one that a killed program has left aside is found there, and can be removed', async (t) => {
  const folder = temporaryFolder(t)
  const file = join(folder, 'state')
  await writeState(file, state)
  await setStateAside(file)

  const again = await setStateAside(file)
  await again?.remove()

  assert.deepEqual(again?.state, state)
  assert.equal(await setStateAside(file), undefined)
})

for (const [what, text] of Object.entries({
  nothing: '',
  'what is no JSON': '{"credential":"secret"',
  'what lacks a credential': JSON.stringify({ ...state, credential: undefined }),
  'too much': `${JSON.stringify(state)}${' '.repeat(70_000)}`,
})) {
  test(`refuses ${what} in one line that repeats nothing of it, and leaves it alone`, async (t) => {
    const file = join(temporaryFolder(t), 'state')
    writeFileSync(file, text, { mode: 0o600 })

    await assert.rejects(readState(file), {
      message: `${file} is not the state of a node: name another with --state, or remove it`,
    })
    assert.equal(readFileSync(file, 'utf8'), text)
  })
}

test('refuses a file that others can read', async (t) => {
  const file = join(temporaryFolder(t), 'state')
  await writeState(file, state)
  chmodSync(file, 0o644)

  await assert.rejects(readState(file), /state has mode 0644: others can read or change what the node is known by\./)
})

test('says which file it cannot write, and keeps nothing of it', async (t) => {
  const folder = temporaryFolder(t)
  const file = join(folder, 'none', 'state')

  await assert.rejects(writeState(file, state), /none\/state cannot be written: ENOENT/)
  assert.ok(!existsSync(join(folder, 'none')))
})

test('refuses a folder in its place', async (t) => {
  const file = join(temporaryFolder(t), 'state')
  mkdirSync(file)

  await assert.rejects(readState(file), /is not the state of a node/)
})
