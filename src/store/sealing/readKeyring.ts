import { missingKeys, spoiltKeyring } from '../../core/masterKey.ts'
import { findKeyring, type WrappedKeyring } from '../keyringKeys.ts'
import { type Session, sql } from '../sql.ts'
import { type SealedTable, sealedColumns } from './sealedColumns.ts'

/**
 * The keys of a store as they are kept; undefined for one that has not been begun.
 *
 * @throws StartError where some of them are missing, or all of them though there is something that they have sealed, or a
 * world that they were made for; and where there is more than one root key.
 */
export const readKeyring = async (session: Session): Promise<WrappedKeyring | undefined> => {
  const { rootKeys, keys } = await findKeyring(session)
  const [rootKey, ...more] = rootKeys
  if (!rootKey && keys.length === 0 && !(await isBegun(session))) return undefined
  const purposes = keys.map(({ purpose }) => purpose)
  if (!rootKey || !purposes.includes('data') || !purposes.includes('fingerprint')) throw missingKeys()
  if (more.length > 0) throw spoiltKeyring()
  return { rootKey, keys }
}

/** Whether anything is kept that keys must have been there for. */
const isBegun = async (session: Session): Promise<boolean> => {
  if ((await session.query(sql`select fingerprint from worlds limit 1`)).length > 0) return true
  for (const table of Object.keys(sealedColumns) as SealedTable[]) {
    const { column } = sealedColumns[table]
    const text = [`select ${column} from ${table} where ${column} is not null limit 1`]
    if ((await session.query({ text, values: [] })).length > 0) return true
  }
  return false
}
