import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { whole } from '../../src/core/range.ts'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { savePlaces, subscription } from './samples.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('fillDisk.ts', import.meta.url))

/** Runs the script in a shell that lets no file grow beyond a megabyte or two; a write beyond fails, as on a full disk. */
const limited = 'trap "" XFSZ; ulimit -S -f 2048; exec "$0" "$@"'

test('a disk that is full', { skip: process.platform === 'win32' && 'there is no such limit' }, async (t) => {
  const folder = temporaryFolder(t)
  const { stdout } = await run('sh', ['-c', limited, process.execPath, script, folder])
  const told: { outcomes: unknown[]; kept: string[] } = JSON.parse(stdout)

  await t.test('refuses what does not fit, and whoever would have shared its commit; what fits is kept', () => {
    const [first, large, together, , last] = told.outcomes

    assert.equal(first, 'kept')
    assert.equal(large, 'refused')
    assert.deepEqual(together, ['refused', 'refused', 'refused'])
    assert.equal(last, 'kept', 'it works again as soon as there is room')
  })

  await t.test('keeps nothing of what it refused, even where the work went on', () => {
    assert.equal(told.outcomes[3], 'refused')
    assert.deepEqual(told.kept, ['after', 'before', 'Group'])
  })

  await t.test('leaves a database that is whole', async () => {
    const store = await openStore(openSqlite(join(folder, 'lazulite.db')), keyringNeeds())
    t.after(() => store.close())

    await store.change(savePlaces)

    const groups = await store.read((tx) => tx.listResourceGroups(subscription.id, whole))
    assert.deepEqual(
      groups.map(({ id }) => id.resourceGroupName),
      told.kept,
    )
  })
})
