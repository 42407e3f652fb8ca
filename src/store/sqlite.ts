import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { StartError } from '../core/startError.ts'
import { StoreError } from '../core/store.ts'
import { groupCommit } from './groupCommit.ts'
import { scrubber } from './scrubber.ts'
import type { Database, Session, Statement } from './sql.ts'

/**
 * Opens the file, or makes it: one connection that writes, one that only reads and so never sees what is not committed.
 * The caller holds the folder's lock: nobody else writes.
 *
 * @throws StartError for a file that is no database, or that cannot be read and written.
 */
export const openSqlite = (path: string): Database => {
  const { writer, reader } = connect(path)
  const commits = groupCommit(writer, sessionOn(writer))
  return {
    reader: sessionOn(reader),
    change: commits.change,
    scrub: scrubber(() => commits.between(() => emptyLog(writer))),
    close: async () => {
      await commits.drain()
      reader.close()
      writer.close()
    },
  }
}

const connect = (path: string): { readonly writer: DatabaseSync; readonly reader: DatabaseSync } => {
  using opened = new DisposableStack()
  try {
    // Its owner alone may read it, and SQLite gives the same mode to the files that it puts beside it.
    closeSync(openSync(path, 'a', 0o600))
    const writer = opened.adopt(new DatabaseSync(path), (connection) => connection.close())
    // SQLite's own knows ASCII alone; ids are compared in the lower case of all letters.
    writer.function('lower', { deterministic: true }, (text) => String(text).toLowerCase())
    writer.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma fullfsync = on;
      pragma foreign_keys = on;
      pragma secure_delete = on;
      pragma journal_size_limit = 67108864`)
    const reader = new DatabaseSync(path, { readOnly: true })
    opened.move()
    return { writer, reader }
  } catch (cause) {
    throw new StartError(
      `The database ${path} cannot be used: ${(cause as Error).message}. Put the right file back, or use another --data folder.`,
      { cause },
    )
  }
}

/** Puts what is in the write-ahead log into the file, and cuts the log to nothing; false while others read from it. */
const emptyLog = (writer: DatabaseSync): boolean =>
  orStoreError(() => writer.prepare('pragma wal_checkpoint(truncate)').get()?.busy === 0)

/** Statements are prepared once per text. */
const sessionOn = (driver: DatabaseSync): Session => {
  const prepared = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text) ?? driver.prepare(text)
    prepared.set(text, known)
    return known
  }
  return {
    query: async <Row>({ text, values }: Statement) =>
      orStoreError(() => prepare(text.join('?')).all(...values) as Row[]),
    script: async (text) => driver.exec(text),
  }
}

const orStoreError = <Answer>(ask: () => Answer): Answer => {
  try {
    return ask()
  } catch (cause) {
    throw isOfTheEngine(cause) ? new StoreError('The database failed.', { cause }) : cause
  }
}

/** SQLite's own words for a disk, a file or memory that fails, apart from a wrong statement, which is a defect. */
const engineFailures = [5, 6, 7, 8, 10, 11, 13, 14, 22, 26]

const isOfTheEngine = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const isClosed = 'code' in error && error.code === 'ERR_INVALID_STATE'
  return isClosed || ('errcode' in error && engineFailures.includes(Number(error.errcode) & 0xff))
}
