import { DatabaseSync } from 'node:sqlite'
import { authKeyNames } from '../../src/core/authKey.ts'
import type { Store } from '../../src/core/store.ts'
import { fileOf } from './openTemporaryStore.ts'

/**
 * Every row of every table of a store, as one text: it is the same as before when nothing has changed. The audit is left
 * out: it tells of refusals, too.
 *
 * @param leftOut tables that may have changed.
 */
export const dumpStore = async (store: Store, leftOut: readonly string[] = []): Promise<string> => {
  using db = new DatabaseSync(fileOf(store), { readOnly: true })
  const tables = db
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'audit%' order by name`)
    .all()
  const rowsOf = (name: unknown): object[] =>
    db
      .prepare(`select * from "${name}"`)
      .all()
      .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const shown = tables.filter(({ name }) => !leftOut.includes(String(name)))
  return JSON.stringify(shown.map(({ name }) => [name, rowsOf(name)]))
}

const keyOf = (row: object): string => JSON.stringify(row)

/** The secrets of all current keys, which no dump shows. */
export const authKeySecrets = async (store: Store): Promise<readonly string[]> => {
  using db = new DatabaseSync(fileOf(store), { readOnly: true })
  const runtimes = db.prepare('select distinct runtime_uid as uid from auth_key_generations order by uid').all()
  const secrets = runtimes.flatMap(({ uid }) =>
    authKeyNames.map((name) => store.read((tx) => tx.findAuthKeySecret(String(uid), name))),
  )
  return (await Promise.all(secrets)).filter((secret) => secret !== undefined)
}
