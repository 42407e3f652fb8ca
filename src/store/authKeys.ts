import { type AuthKey, type AuthKeyId, type AuthKeyName, authKeyNames } from '../core/authKey.ts'
import type { FormerAuthKey } from '../core/store/authKeys.ts'
import { placeIn } from './sealing/sealedColumns.ts'
import { type SealingSession, type Session, sql, sqlAfter } from './sql.ts'

interface AuthKeyRow {
  runtime_uid: string
  name: AuthKeyName
  generation: number
  fingerprint: string
  create_time: string
  created_by_id: string | null
  created_by_name: string | null
  superseded_time: string | null
  uses: number
  last_used_time: string | null
}

const select = sqlAfter(`
  select runtime_uid, name, generation, fingerprint, create_time, created_by_id, created_by_name, superseded_time, uses,
         last_used_time
    from auth_key_generations`)

/** The newest of each name, whatever is sealed in it: nothing that is put back beside it takes its place. */
export const listAuthKeys = async (session: Session, runtimeUid: string): Promise<AuthKey[]> => {
  const keys: AuthKey[] = []
  for (const name of authKeyNames) {
    const [row] = await session.query<AuthKeyRow>(
      select`where runtime_uid = ${runtimeUid} and name = ${name} order by generation desc limit 1`,
    )
    if (row) keys.push(toAuthKey(row))
  }
  return keys
}

/** Those that have ended, however many there are: no more of each name are read than are asked for. */
export const listFormerAuthKeys = async (
  session: Session,
  runtimeUid: string,
  limit: number,
): Promise<FormerAuthKey[]> => {
  const keys: FormerAuthKey[] = []
  for (const name of authKeyNames) {
    const rows = await session.query<AuthKeyRow & { superseded_time: string }>(
      select`where runtime_uid = ${runtimeUid} and name = ${name} and superseded_time is not null
              order by generation desc limit ${limit}`,
    )
    keys.push(...rows.map((row) => ({ ...toAuthKey(row), supersededTime: row.superseded_time })))
  }
  return keys
}

/** Of two with the same fingerprint, which nothing but a change from outside makes, the newer. */
export const findAuthKeyBy = async (
  session: Session,
  runtimeUid: string,
  fingerprint: string,
): Promise<AuthKey | undefined> => {
  const [row] = await session.query<AuthKeyRow>(
    select`where runtime_uid = ${runtimeUid} and fingerprint = ${fingerprint} order by generation desc limit 1`,
  )
  return row && toAuthKey(row)
}

export const findAuthKeySecret = async (
  session: SealingSession,
  runtimeUid: string,
  name: AuthKeyName,
): Promise<string | undefined> => {
  const [row] = await session.query<{ generation: number; sealed: string | null }>(sql`
    select generation, sealed from auth_key_generations
     where runtime_uid = ${runtimeUid} and name = ${name} order by generation desc limit 1`)
  const place = row && placeOf({ runtimeUid, name, generation: Number(row.generation) })
  return place && session.sealing.unseal(place, row.sealed ?? '')
}

export const saveAuthKey = async (session: SealingSession, key: AuthKey, secret: string): Promise<void> => {
  const { runtimeUid, name, generation, fingerprint, createTime, createdBy, supersededTime, uses, lastUsedTime } = key
  await session.query(sql`
    update auth_key_generations set sealed = null, superseded_time = ${createTime}
     where runtime_uid = ${runtimeUid} and name = ${name} and sealed is not null`)
  await session.query(sql`
    insert into auth_key_generations (runtime_uid, name, generation, fingerprint, sealed, create_time, created_by_id,
                                      created_by_name, superseded_time, uses, last_used_time)
    values (${runtimeUid}, ${name}, ${generation}, ${fingerprint}, ${session.sealing.seal(placeOf(key), secret)},
            ${createTime}, ${createdBy?.objectId ?? null}, ${createdBy?.name ?? null}, ${supersededTime ?? null}, ${uses},
            ${lastUsedTime ?? null})`)
}

export const addAuthKeyUses = async (
  session: Session,
  { runtimeUid, name, generation }: AuthKeyId,
  { uses, lastUsedTime }: { readonly uses: number; readonly lastUsedTime: string },
): Promise<void> => {
  await session.query(sql`
    update auth_key_generations
       set uses = uses + ${uses},
           last_used_time = case when last_used_time is null or rtrim(last_used_time, 'Z') < rtrim(${lastUsedTime}, 'Z')
                                 then ${lastUsedTime} else last_used_time end
     where runtime_uid = ${runtimeUid} and name = ${name} and generation = ${generation}`)
}

const placeOf = ({ runtimeUid, name, generation }: AuthKeyId) =>
  placeIn('auth_key_generations', runtimeUid, name, generation)

const toAuthKey = (row: AuthKeyRow): AuthKey => ({
  runtimeUid: row.runtime_uid,
  name: row.name,
  generation: Number(row.generation),
  fingerprint: row.fingerprint,
  createTime: row.create_time,
  createdBy:
    row.created_by_id === null
      ? undefined
      : { objectId: row.created_by_id, name: row.created_by_name ?? row.created_by_id },
  supersededTime: row.superseded_time ?? undefined,
  uses: Number(row.uses),
  lastUsedTime: row.last_used_time ?? undefined,
})
