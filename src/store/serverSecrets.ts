import { placeIn } from './sealing/sealedColumns.ts'
import { type SealingSession, sql } from './sql.ts'

export const findServerSecret = async (session: SealingSession, name: string): Promise<string | undefined> => {
  const [row] = await session.query<{ secret: string }>(sql`select secret from server_secrets where name = ${name}`)
  return row && session.sealing.unseal(placeIn('server_secrets', name), row.secret)
}

export const addServerSecret = async (session: SealingSession, name: string, secret: string): Promise<void> => {
  const sealed = session.sealing.seal(placeIn('server_secrets', name), secret)
  await session.query(sql`insert into server_secrets (name, secret) values (${name}, ${sealed})`)
}
