import type { Sealing } from './sealing/sealing.ts'

/** A statement with its values apart, so that one text serves engines that write `?` and engines that write `$1`. */
export interface Statement {
  /** The pieces between the values. */
  readonly text: readonly string[]
  readonly values: readonly SqlValue[]
}

export type SqlValue = string | number | null

export const sql = (text: TemplateStringsArray, ...values: SqlValue[]): Statement => ({ text, values })

/** A tag for statements that begin alike: the columns of a table stand once, before what tells its queries apart. */
export const sqlAfter =
  (beginning: string) =>
  ([first, ...rest]: TemplateStringsArray, ...values: SqlValue[]): Statement => ({
    text: [`${beginning} ${first}`, ...rest],
    values,
  })

/** Where statements run: a connection, or a transaction on one. */
export interface Session {
  query<Row>(statement: Statement): Promise<Row[]>
  /** Runs statements that are separated by semicolons and have no values. */
  script(text: string): Promise<void>
}

/** A session for the tables that hold what is secret. */
export interface SealingSession extends Session {
  readonly sealing: Sealing
}

/** The whole difference between one engine and another. */
export interface Database {
  /** Sees what is committed, and nothing else. */
  readonly reader: Session
  /**
   * Runs `work` alone; answers when it is on the disk, or rejects and keeps nothing of it.
   *
   * @throws StoreError when the engine fails.
   */
  change<T>(work: (session: Session) => Promise<T>): Promise<T>
  /**
   * Leaves nothing of what was written over or deleted in the engine's own files: neither beside the tables nor in a log.
   *
   * @throws StoreError where it cannot, because somebody else reads the database all the time.
   */
  scrub(): Promise<void>
  /** Finishes what was begun; refuses what comes after. */
  close(): Promise<void>
}

/** The character that sorts right behind a slash: what begins with a scope and a slash lies before it. */
export const behindSlash = '0'
