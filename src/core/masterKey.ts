import { StartError } from './startError.ts'

/** The key that wraps the root key of the store, and with it all others; it is not in the store itself. */
export interface MasterKey {
  /** Names it beside what it has wrapped; tells nothing of the key. */
  readonly id: string
  /** Where it was found, for a person to read: a path, a variable, a URL. */
  readonly source: string
  /**
   * @param key 32 bytes.
   * @throws StartError when a vault cannot be reached, or refuses.
   */
  wrap(key: Buffer): Promise<string>
  /**
   * @returns the 32 bytes that were wrapped.
   * @throws StartError for what another master key has wrapped, what was changed since, and a vault that cannot be
   * reached or refuses.
   */
  unwrap(wrapped: Wrapped): Promise<Buffer>
}

/** A key as it is kept. */
export interface Wrapped {
  readonly wrapped: string
  /** The id that the master key had when it wrapped this: one of a vault has another with each version. */
  readonly wrappedBy: string
}

/** How long keys are that seal or wrap, and what a master key may wrap. */
export const keyBytes = 32

/** What was wrapped is another's to open, and nobody has opened it or written over it. */
export const wrongMasterKey = ({ id, source }: Pick<MasterKey, 'id' | 'source'>, wrappedBy: string): StartError =>
  new StartError(
    `What is secret in the data folder is sealed under the master key ${wrappedBy}, and ${source} is ${id}. ` +
      'Put the right one back, or name it with --master-key; nothing was changed.',
  )

/** It names this master key, and does not open all the same. */
export const spoiltWrappedKey = ({ id }: Pick<MasterKey, 'id'>): StartError =>
  new StartError(
    `A key in the database was changed since the master key ${id} wrapped it, and does not open. ` +
      'Put a backup of the data folder back.',
  )

/** The root key opens, and one of those that it wraps does not, or there are others than were made here. */
export const spoiltKeyring = (): StartError =>
  new StartError(
    'The keys in the database were changed from outside: they are not those that were made for it. ' +
      'Put a backup of the data folder back; nothing was changed.',
  )

/** New ones would open nothing that is there. */
export const missingKeys = (): StartError =>
  new StartError(
    'Keys that what is secret in the data folder was sealed with are missing in its database, and new ones open nothing. ' +
      'Put a backup of the data folder back; nothing was changed.',
  )

/** Nothing would be gained. */
export const sameMasterKey = ({ id, source }: Pick<MasterKey, 'id' | 'source'>): StartError =>
  new StartError(
    `${id} (${source}) is the master key already; nothing was changed. Name another with --new-master-key, or add a version in the vault.`,
  )
