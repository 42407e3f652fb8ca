import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { firstReason } from './core/firstReason.ts'
import type { MasterKey } from './core/masterKey.ts'
import { StartError } from './core/startError.ts'
import { StoreError } from './core/store.ts'
import { environment, machine } from './machine.ts'
import { changeMasterKey } from './masterKey/changeMasterKey.ts'
import { openMasterKey } from './masterKey/openMasterKey.ts'
import { lockFolder } from './store/folderLock.ts'
import { migrate } from './store/migrate.ts'
import { openForRewrap } from './store/sealing/openForRewrap.ts'
import type { Database } from './store/sql.ts'
import { openSqlite } from './store/sqlite.ts'

interface Rewrapping {
  readonly data: string
  /** The setting until now. */
  readonly masterKey: string | undefined
  /** The one from now on; undefined for a new key in the same file, or the newest version in the same vault. */
  readonly newMasterKey: string | undefined
}

/**
 * Has another master key wrap the keys of a data folder, which no server may use meanwhile. Cut short, it leaves the
 * folder to the key before or to the new one, whole, and the next start finds which.
 *
 * @returns the new one.
 * @throws StartError one line that says what is wrong and what to do.
 */
export const rewrapKeyring = async ({ data, ...settings }: Rewrapping): Promise<MasterKey> => {
  const folder = resolve(data)
  if (!existsSync(join(folder, 'lazulite.db'))) {
    throw new StartError(`There is no database in ${folder}. Name the server's folder with --data.`)
  }
  try {
    return await rewrapIn(folder, settings)
  } catch (error) {
    const reason = firstReason(error)
    if (!(reason instanceof StoreError)) throw reason
    throw new StartError(`The database in ${folder} failed, and nothing was wrapped anew. Look to the disk.`, {
      cause: reason,
    })
  }
}

const rewrapIn = async (folder: string, settings: Omit<Rewrapping, 'data'>): Promise<MasterKey> => {
  await using opened = new AsyncDisposableStack()
  opened.defer(lockFolder(folder))
  const db = openSqlite(join(folder, 'lazulite.db'))
  opened.defer(() => db.close())
  await migrate(db)
  const { masterKey: setting, newMasterKey: newSetting } = settings
  const place = { folder, environment, randomBytes: machine.randomBytes }
  const keys = await openForRewrap(db, {
    openMasterKey: (wrappedBy) => openMasterKey({ ...place, setting, wrappedBy }),
    effects: machine,
  })
  if (!keys) throw new StartError(`Nothing is sealed in ${folder} yet: its first start makes the keys.`)
  const masterKey = await changeMasterKey({ ...place, ...keys, setting, newSetting })
  await scrub(db, masterKey)
  return masterKey
}

/** What the old master key can open is to be gone from the files, too. */
const scrub = async (db: Database, { id }: MasterKey): Promise<void> => {
  try {
    await db.scrub()
  } catch (cause) {
    throw new StartError(
      `The keys are wrapped by ${id} now, and what they were wrapped by before is still in the log of the database, which ` +
        'another program reads. End that one: the log goes when the server is stopped the next time.',
      { cause },
    )
  }
}
