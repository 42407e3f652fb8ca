import type { Reader, Store, Transaction } from '../core/store.ts'
import { migrate } from './migrate.ts'
import { accessReader, accessWriter } from './ports/access.ts'
import { auditReader, auditWriter } from './ports/audit.ts'
import { boundTo, type On } from './ports/boundTo.ts'
import { directoryReader, directoryWriter } from './ports/directory.ts'
import { keysAtWorkReader, keysAtWorkWriter } from './ports/keysAtWork.ts'
import { resourceReader, resourceWriter } from './ports/resources.ts'
import { type KeyringNeeds, openKeyring } from './sealing/openKeyring.ts'
import type { Database } from './sql.ts'

/**
 * Brings the schema up to date, opens the keys that seal what is secret, and gives the core what it asked for. Closing the
 * store closes the database.
 *
 * @throws StartError for a database that a newer version has written, for a wrong master key, and for keys that are missing
 * or were changed; the database is closed then.
 */
export const openStore = async (db: Database, needs: KeyringNeeds): Promise<Store> => {
  try {
    await migrate(db)
    const { keyring: sealing, rotate } = await openKeyring(db, needs)
    const reader = readerOn(boundTo({ ...db.reader, sealing }))
    return {
      read: (work) => work(reader),
      change: (work) => db.change((session) => work(transactionOn(boundTo({ ...session, sealing })))),
      rotateDataKey: rotate,
      close: () => db.close(),
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

const readerOn = (on: On): Reader => ({
  ...accessReader(on),
  ...auditReader(on),
  ...directoryReader(on),
  ...keysAtWorkReader(on),
  ...resourceReader(on),
})

const transactionOn = (on: On): Transaction => ({
  ...readerOn(on),
  ...accessWriter(on),
  ...auditWriter(on),
  ...directoryWriter(on),
  ...keysAtWorkWriter(on),
  ...resourceWriter(on),
})
