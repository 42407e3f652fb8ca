import { type Session, sql } from './sql.ts'

/** The one key that wraps all others of the store, as it is kept: wrapped by the master key. */
export interface WrappedRootKey {
  readonly wrapped: string
  /** The id that the master key had then. */
  readonly wrappedBy: string
}

/** A key as it is kept: nobody can use it who cannot unwrap the root key. */
export interface WrappedKey {
  readonly id: string
  /** `data`: it seals secrets. `fingerprint`: it makes the keyed hashes, and is the only one. */
  readonly purpose: 'data' | 'fingerprint'
  /** Which of two is newer. No clock says it. */
  readonly number: number
  readonly wrapped: string
}

/** All keys of a store, as they are kept. */
export interface WrappedKeyring {
  readonly rootKey: WrappedRootKey
  /** Oldest first. */
  readonly keys: readonly WrappedKey[]
}

/** What is kept of a keyring, whole or not: that is the caller's to see. */
export interface KeyringRows {
  readonly rootKeys: readonly WrappedRootKey[]
  readonly keys: readonly WrappedKey[]
}

export const findKeyring = async (session: Session): Promise<KeyringRows> => {
  const rootKeys = await session.query<{ wrapped: string; wrapped_by: string }>(sql`
    select wrapped, wrapped_by from keyring_root_keys`)
  const keys = await session.query<WrappedKey>(sql`
    select id, purpose, number, wrapped from keyring_keys order by number`)
  return {
    rootKeys: rootKeys.map(({ wrapped, wrapped_by }) => ({ wrapped, wrappedBy: wrapped_by })),
    keys: keys.map((row) => ({ ...row, number: Number(row.number) })),
  }
}

/** Puts a keyring in the place of the one that is there, if any. */
export const saveKeyring = async (session: Session, { rootKey, keys }: WrappedKeyring): Promise<void> => {
  await session.query(sql`delete from keyring_root_keys`)
  await session.query(sql`delete from keyring_keys`)
  await session.query(sql`
    insert into keyring_root_keys (wrapped, wrapped_by) values (${rootKey.wrapped}, ${rootKey.wrappedBy})`)
  for (const { id, purpose, number, wrapped } of keys) {
    await session.query(sql`
      insert into keyring_keys (id, purpose, number, wrapped) values (${id}, ${purpose}, ${number}, ${wrapped})`)
  }
}

export const deleteKey = async (session: Session, id: string): Promise<void> => {
  await session.query(sql`delete from keyring_keys where id = ${id}`)
}
