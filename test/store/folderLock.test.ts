import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { StartError } from '../../src/core/startError.ts'
import { lockFolder } from '../../src/store/folderLock.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const holder = fileURLToPath(new URL('lockHolder.ts', import.meta.url))

/** A process of its own that has the folder. */
const givenAHolder = async (t: TestContext, folder: string) => {
  const child = spawn(process.execPath, [holder, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const [told] = await once(child.stdout, 'data')
  assert.equal(String(told), 'locked\n')
  return child
}

test('one process has the folder, and a second is told so in one line', async (t) => {
  const folder = temporaryFolder(t)
  await givenAHolder(t, folder)

  assert.throws(
    () => lockFolder(folder),
    (error) => {
      assert.ok(error instanceof StartError)
      assert.equal(
        error.message,
        `The data folder ${folder} is in use by another process. Stop that one, or use another --data folder.`,
      )
      return true
    },
  )
})

test('the folder is free as soon as its process is dead, however it died', async (t) => {
  const folder = temporaryFolder(t)
  const child = await givenAHolder(t, folder)

  child.kill('SIGKILL')
  await once(child, 'exit')

  lockFolder(folder)()
})

test('of many who take it at once, one gets it', async (t) => {
  const folder = temporaryFolder(t)

  const outcomes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [holder, folder], { stdio: ['pipe', 'pipe', 'ignore'] })
      t.after(() => child.kill('SIGKILL'))
      const [told] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
      return String(told)
    }),
  )

  assert.deepEqual(outcomes.filter((told) => told === 'locked\n').length, 1, JSON.stringify(outcomes))
})

test('it is had once in a process, too, and given back', async (t) => {
  const folder = temporaryFolder(t)
  const unlock = lockFolder(folder)

  assert.throws(() => lockFolder(folder), StartError)
  unlock()

  lockFolder(folder)()
})

test('a folder that cannot be written is told apart from one that is in use', (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'lock.db'))

  assert.throws(
    () => lockFolder(folder),
    (error) => {
      assert.ok(error instanceof StartError)
      assert.match(error.message, /^The data folder .+ cannot be written: .+\. Choose another with --data\.$/)
      return true
    },
  )
})

test('other folders are free', async (t) => {
  const unlock = lockFolder(temporaryFolder(t))
  t.after(unlock)

  lockFolder(temporaryFolder(t))()
})
