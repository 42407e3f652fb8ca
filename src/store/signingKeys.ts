import type { SigningKey } from '../core/signingKey.ts'
import { type Session, sql } from './sql.ts'

interface SigningKeyRow {
  kid: string
  private_jwk: string
  create_time: string
}

/** Oldest first. */
export const listSigningKeys = async (session: Session): Promise<SigningKey[]> => {
  const rows = await session.query<SigningKeyRow>(sql`
    select kid, private_jwk, create_time from signing_keys order by rtrim(create_time, 'Z'), kid`)
  return rows.map((row) => ({ kid: row.kid, privateJwk: row.private_jwk, createTime: row.create_time }))
}

export const saveSigningKey = async (session: Session, { kid, privateJwk, createTime }: SigningKey): Promise<void> => {
  await session.query(sql`
    insert into signing_keys (kid, private_jwk, create_time) values (${kid}, ${privateJwk}, ${createTime})
    on conflict (kid) do update set private_jwk = excluded.private_jwk, create_time = excluded.create_time`)
}
