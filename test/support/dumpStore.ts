import { DatabaseSync } from 'node:sqlite'
import type { Store } from '../../src/core/store.ts'
import { fileOf } from './openTemporaryStore.ts'

/** Every row of every table of a store, as one text: it is the same as before when nothing has changed. */
export const dumpStore = async (store: Store): Promise<string> => {
  using db = new DatabaseSync(fileOf(store), { readOnly: true })
  const tables = db.prepare(`select name from sqlite_master where type = 'table' order by name`).all()
  const rowsOf = (name: unknown): object[] =>
    db
      .prepare(`select * from "${name}"`)
      .all()
      .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  return JSON.stringify(tables.map(({ name }) => [name, rowsOf(name)]))
}

const keyOf = (row: object): string => JSON.stringify(row)

/** The secrets of all keys in a dump. */
export const secretsIn = (dump: string): readonly string[] => dump.match(/(?<=")[A-Za-z0-9+/]{43}=(?=")/g) ?? []
