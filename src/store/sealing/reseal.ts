import { SealBroken } from '../../core/sealBroken.ts'
import type { Database, Session } from '../sql.ts'
import type { Keyring } from './keyring.ts'
import { type SealedTable, sealedColumns } from './sealedColumns.ts'
import { nextSealedRows, type SealedRow, saveSealed } from './sealedRows.ts'
import type { Place } from './sealing.ts'

/** So many rows are sealed anew in one change: others come in between. */
const batch = 100

interface Outcome {
  readonly resealed: number
  readonly broken: readonly Broken[]
}

/** What does not open. */
interface Broken {
  /** For a person to read. */
  readonly what: string
  /** The key that it names, whether there is such a one or not. */
  readonly keyId: string
}

/** Seals all that is secret with the newest key of the ring, but for what is sealed with it already. */
export const reseal = async (db: Database, keyring: Keyring): Promise<Outcome> => {
  let resealed = 0
  const broken: Broken[] = []
  for (const table of Object.keys(sealedColumns) as SealedTable[]) {
    for (let after: Place['key'] | undefined, isMore = true; isMore; ) {
      const rows = await db.change((session) => resealNext(session, keyring, { table, after }))
      for (const { outcome, place, keyId } of rows) {
        if (outcome === 'resealed') resealed += 1
        if (outcome === 'broken') broken.push({ what: place.what, keyId })
      }
      after = rows.at(-1)?.place.key
      isMore = rows.length === batch
    }
  }
  return { resealed, broken }
}

interface Next {
  readonly table: SealedTable
  readonly after: Place['key'] | undefined
}

const resealNext = async (session: Session, keyring: Keyring, { table, after }: Next) => {
  const rows = await nextSealedRows(session, table, { after, limit: batch })
  const outcomes = []
  for (const row of rows) {
    const [keyId = ''] = row.sealed.split('.', 1)
    outcomes.push({ place: row.place, keyId, outcome: await resealRow(session, keyring, row) })
  }
  return outcomes
}

const resealRow = async (session: Session, keyring: Keyring, { place, sealed }: SealedRow) => {
  if (sealed.startsWith(`${keyring.newest.id}.`)) return 'kept'
  try {
    await saveSealed(session, { place, sealed: keyring.seal(place, keyring.unseal(place, sealed)) })
    return 'resealed'
  } catch (error) {
    if (error instanceof SealBroken) return 'broken'
    throw error
  }
}
