import type { AccessReader, AccessWriter } from './store/access.ts'
import type { AuditReader, AuditWriter } from './store/audit.ts'
import type { AuthKeyReader, AuthKeyWriter } from './store/authKeys.ts'
import type { DirectoryReader, DirectoryWriter } from './store/directory.ts'
import type { NodeReader, NodeWriter } from './store/nodes.ts'
import type { RepeatReader, RepeatWriter } from './store/repeats.ts'
import type { ResourceReader, ResourceWriter } from './store/resources.ts'

/**
 * What the core needs kept. No method decides anything: rules live in `core/` and `operations/`. Names and ids are found
 * whatever their letter case. `find…` answers undefined for what is not there, `save…` adds or replaces, `add…` adds what is
 * not there yet, `delete…` says whether it was there.
 */
export interface Store {
  /** Sees what is committed, and nothing else; each statement by itself, not all of them at one moment. */
  read<T>(work: (tx: Reader) => Promise<T>): Promise<T>
  /**
   * Runs `work` alone. When it has answered, all that it wrote is on the disk; if it throws, nothing of it is.
   * `work` may await nothing but `tx`: others wait for the same commit.
   *
   * @throws StoreError when the database cannot do it; nothing is kept then.
   */
  change<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * Seals every secret anew under a fresh data key, in many small changes, while others read and write; the data keys
   * before it are then forgotten, but for those that something broken names, and nothing that they had sealed is left in the
   * files of the database. One that was cut short, by `close` too, is taken up again by the next. Whoever asks while one
   * runs is served by one more, together with all others who wait.
   *
   * @throws StoreError when the database cannot do it, StartError when the new keys cannot be wrapped.
   */
  rotateDataKey(): Promise<Resealed>
  /** Finishes what was begun; refuses what comes after. */
  close(): Promise<void>
}

/** What became of the secrets of a store. */
export interface Resealed {
  readonly resealed: number
  /** Those that do not open, for a person to read. They stay as they are. */
  readonly broken: readonly string[]
}

/** The database failed, not the caller: the disk is full, the file is gone. What was asked for did not happen. */
export class StoreError extends Error {}

export type Reader = AccessReader &
  AuditReader &
  AuthKeyReader &
  DirectoryReader &
  NodeReader &
  RepeatReader &
  ResourceReader

export type Transaction = AccessWriter &
  AuditWriter &
  AuthKeyWriter &
  DirectoryWriter &
  NodeWriter &
  Reader &
  RepeatWriter &
  ResourceWriter
