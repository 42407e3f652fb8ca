import type { AuthKeyName, AuthKeySecrets } from '../core/authKey.ts'
import { type Session, sql } from './sql.ts'

interface AuthKeyRow {
  name: AuthKeyName
  secret: string
}

export const findAuthKeys = async (session: Session, runtimeUid: string): Promise<AuthKeySecrets | undefined> => {
  const rows = await session.query<AuthKeyRow>(sql`
    select name, secret from auth_keys where runtime_uid = ${runtimeUid}`)
  const secrets = Object.fromEntries(rows.map((row) => [row.name, row.secret]))
  const { authKey1, authKey2 } = secrets
  return authKey1 && authKey2 ? { authKey1, authKey2 } : undefined
}

export const saveAuthKey = async (
  session: Session,
  runtimeUid: string,
  { name, secret }: { readonly name: AuthKeyName; readonly secret: string },
): Promise<void> => {
  await session.query(sql`
    insert into auth_keys (runtime_uid, name, secret) values (${runtimeUid}, ${name}, ${secret})
    on conflict (runtime_uid, name) do update set secret = excluded.secret`)
}
