import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import type { Database } from '../../src/store/sql.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { keyringNeeds } from '../support/keyringNeeds.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** Each engine, by how its database is opened in a folder. Whatever is promised of a store, all of them promise. */
export const engines: Readonly<Record<string, (folder: string) => Database>> = {
  sqlite: (folder) => openSqlite(join(folder, 'lazulite.db')),
}

/** A fresh store on one of them, closed when the test ends. */
export const openFresh = async (t: TestContext, openDatabase: (folder: string) => Database): Promise<Store> => {
  const store = await openStore(openDatabase(temporaryFolder(t)), keyringNeeds())
  t.after(() => store.close())
  return store
}
