import { type Session, sql } from './sql.ts'

export const findServerSecret = async (session: Session, name: string): Promise<string | undefined> => {
  const [row] = await session.query<{ secret: string }>(sql`select secret from server_secrets where name = ${name}`)
  return row?.secret
}

export const addServerSecret = async (session: Session, name: string, secret: string): Promise<void> => {
  await session.query(sql`insert into server_secrets (name, secret) values (${name}, ${secret})`)
}
