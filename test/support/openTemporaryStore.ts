import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { temporaryFolder } from './temporaryFolder.ts'

/** A store on a file of the test's own, because a file is what ships; closed when the test ends. */
export const openTemporaryStore = async (t: TestContext) => {
  const store = await openStore(openSqlite(join(temporaryFolder(t), 'lazulite.db')))
  t.after(() => store.close())
  return store
}
