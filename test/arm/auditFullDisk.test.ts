import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { auditOf } from '../support/auditReader.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { startService } from '../support/startService.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('auditOnFullDisk.ts', import.meta.url))

/** Runs the script in a shell that lets no file grow beyond a megabyte or two; a write beyond fails, as on a full disk. */
const limited = 'trap "" XFSZ; ulimit -S -f 2048; exec "$0" "$@"'

test('on a full disk no key is made and none is shown: neither could be told in the audit', {
  skip: process.platform === 'win32' && 'there is no such limit',
}, async (t) => {
  const folder = temporaryFolder(t)
  const node = [process.execPath, '--conditions=lazulite-source', script, folder]

  const { stdout } = await run('sh', ['-c', limited, ...node])

  const { statuses, logged, told, keys } = JSON.parse(stdout)
  assert.deepEqual(statuses, { regenerate: 503, list: 503, get: 200, refused: 403 })
  assert.equal(logged, 1, 'who was refused was refused; the log says that the audit does not')
  const store = await openStore(openSqlite(join(folder, 'lazulite.db')), keyringNeeds())
  t.after(() => store.close())
  const azure = await startService(t, { store })
  assert.equal((await auditOf(azure)).length, told)
  assert.deepEqual(await azure.listAuthKeys(), keys, 'with room again, all is as it was')
  assert.equal((await auditOf(azure)).length, told + 1)
})
