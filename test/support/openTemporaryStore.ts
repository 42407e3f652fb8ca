import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { keyringNeeds } from './keyringNeeds.ts'
import { type Ending, temporaryFolder } from './temporaryFolder.ts'

/** Of the stores that are open. */
const files = new WeakMap<Store, string>()

/** A store on a file of the test's own, because a file is what ships; closed when the test ends. */
export const openTemporaryStore = (t: Ending): Promise<Store> => openOn(join(temporaryFolder(t), 'lazulite.db'), t)

/** Closes a temporary store, and opens its file again. */
export const reopen = async (store: Store, t: Ending): Promise<Store> => {
  const file = fileOf(store)
  files.delete(store)
  await store.close()
  return openOn(file, t)
}

const openOn = async (file: string, t: Ending): Promise<Store> => {
  const store = await openStore(openSqlite(file), keyringNeeds())
  files.set(store, file)
  t.after(() => files.has(store) && store.close())
  return store
}

/** The file of a temporary store. */
export const fileOf = (store: Store): string => files.get(store) ?? assert.fail('The store is none of these.')
