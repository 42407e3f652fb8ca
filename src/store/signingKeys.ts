import type { SigningKey } from '../core/signingKey.ts'
import { placeIn } from './sealing/sealedColumns.ts'
import { type SealingSession, sql } from './sql.ts'

interface SigningKeyRow {
  kid: string
  private_jwk: string
  create_time: string
}

/** Oldest first. */
export const listSigningKeys = async (session: SealingSession): Promise<SigningKey[]> => {
  const rows = await session.query<SigningKeyRow>(sql`
    select kid, private_jwk, create_time from signing_keys order by rtrim(create_time, 'Z'), kid`)
  return rows.map(({ kid, private_jwk, create_time }) => {
    const privateJwk = session.sealing.unseal(placeIn('signing_keys', kid), private_jwk)
    return { kid, privateJwk, createTime: create_time }
  })
}

export const saveSigningKey = async (
  session: SealingSession,
  { kid, privateJwk, createTime }: SigningKey,
): Promise<void> => {
  const sealed = session.sealing.seal(placeIn('signing_keys', kid), privateJwk)
  await session.query(sql`
    insert into signing_keys (kid, private_jwk, create_time) values (${kid}, ${sealed}, ${createTime})
    on conflict (kid) do update set private_jwk = excluded.private_jwk, create_time = excluded.create_time`)
}
