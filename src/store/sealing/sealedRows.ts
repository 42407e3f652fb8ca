import type { Session, SqlValue, Statement } from '../sql.ts'
import { placeIn, type SealedTable, sealedColumns } from './sealedColumns.ts'
import type { Place } from './sealing.ts'

/** What is secret in one row, as it is kept. */
export interface SealedRow {
  readonly place: Place
  readonly sealed: string
}

/** The next rows of a table that hold something secret, by their keys, from behind the last one that is known. */
export const nextSealedRows = async (
  session: Session,
  table: SealedTable,
  { after, limit }: { readonly after: Place['key'] | undefined; readonly limit: number },
): Promise<SealedRow[]> => {
  const { column, key } = sealedColumns[table]
  const names = key.join(', ')
  const found = `select ${names}, ${column} as sealed from ${table} where ${column} is not null`
  const statement = after
    ? withValues(
        [`${found} and (${names}) > (`, ...after.slice(1).map(() => ', '), `) order by ${names} limit `, ''],
        [...after, limit],
      )
    : withValues([`${found} order by ${names} limit `, ''], [limit])
  const rows = await session.query<Record<string, SqlValue>>(statement)
  return rows.map((row) => ({
    place: placeIn(table, ...key.map((name) => row[name] as number | string)),
    sealed: String(row.sealed),
  }))
}

/** Puts another text in place of what is secret in a row. */
export const saveSealed = async (session: Session, { place, sealed }: SealedRow): Promise<void> => {
  const { table, column, key } = place
  const names = sealedColumns[table as SealedTable].key
  const conditions = names.map((name, index) => `${index === 0 ? ' where ' : ' and '}${name} = `)
  await session.query(withValues([`update ${table} set ${column} = `, ...conditions, ''], [sealed, ...key]))
}

const withValues = (text: readonly string[], values: readonly SqlValue[]): Statement => ({ text, values })
