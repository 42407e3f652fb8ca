import type { AccessReader, AccessWriter } from './store/access.ts'
import type { DirectoryReader, DirectoryWriter } from './store/directory.ts'
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
  /** Finishes what was begun; refuses what comes after. */
  close(): Promise<void>
}

/** The database failed, not the caller: the disk is full, the file is gone. What was asked for did not happen. */
export class StoreError extends Error {}

export type Reader = AccessReader & DirectoryReader & ResourceReader

export type Transaction = AccessWriter & DirectoryWriter & Reader & ResourceWriter
