import { readdirSync, readFileSync } from 'node:fs'
import { StartError } from '../core/startError.ts'
import { type Database, sql } from './sql.ts'

interface Migration {
  readonly version: number
  readonly text: string
}

const folder = new URL('./migrations/', import.meta.url)

/** Numbered files, never edited after a release; every engine reads the same text. */
const readMigrations = (): readonly Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ version: Number.parseInt(name, 10), text: readFileSync(new URL(name, folder), 'utf8') }))

/**
 * Brings the schema up to date in one transaction: each migration once, in order, all or none.
 *
 * @throws StartError for a database that a newer version of this program has written.
 */
export const migrate = (db: Database): Promise<void> =>
  db.change(async (session) => {
    await session.query(sql`create table if not exists migrations (version integer primary key)`)
    const done = (await session.query<{ version: number }>(sql`select version from migrations`)).map(
      (row) => row.version,
    )
    const migrations = readMigrations()
    refuseNewer(done, migrations.at(-1)?.version ?? 0)
    refuseUnsealed(done)
    for (const { version, text } of migrations) {
      if (done.includes(version)) continue
      await session.script(text)
      await session.query(sql`insert into migrations (version) values (${version})`)
    }
  })

const refuseNewer = (done: readonly number[], newest: number): void => {
  const found = Math.max(0, ...done)
  if (found <= newest) return
  throw new StartError(
    `The database was written by a newer version of Lazulite (schema ${found}; this one knows up to ${newest}). ` +
      'Start that version, or use another --data folder.',
  )
}

/** The first schema in which secrets are sealed. None before it was ever released. */
const firstSealed = 4

const refuseUnsealed = (done: readonly number[]): void => {
  if (done.length === 0 || done.includes(firstSealed)) return
  throw new StartError(
    'The database was written before the first release of Lazulite, when secrets were not sealed yet. ' +
      'Start with another --data folder.',
  )
}
