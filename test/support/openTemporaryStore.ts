import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { type Ending, temporaryFolder } from './temporaryFolder.ts'

const files = new WeakMap<Store, string>()

/** A store on a file of the test's own, because a file is what ships; closed when the test ends. */
export const openTemporaryStore = async (t: Ending): Promise<Store> => {
  const file = join(temporaryFolder(t), 'lazulite.db')
  const store = await openStore(openSqlite(file))
  files.set(store, file)
  t.after(() => store.close())
  return store
}

/** The file of a temporary store. */
export const fileOf = (store: Store): string => files.get(store) ?? assert.fail('The store is none of these.')
