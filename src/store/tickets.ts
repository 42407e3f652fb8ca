import type { Ticket, TicketKind } from '../core/ticket.ts'
import { type Session, sql } from './sql.ts'

interface TicketRow {
  kind: TicketKind
  hash: string
  family: string
  expires_at: number
  content: string
}

export const findTicket = async (session: Session, kind: TicketKind, hash: string): Promise<Ticket | undefined> => {
  const [row] = await session.query<TicketRow>(sql`
    select kind, hash, family, expires_at, content from tickets where kind = ${kind} and hash = ${hash}`)
  return row && toTicket(row)
}

export const findTicketOf = async (session: Session, family: string, kind: TicketKind): Promise<Ticket | undefined> => {
  const [row] = await session.query<TicketRow>(sql`
    select kind, hash, family, expires_at, content from tickets where family = ${family} and kind = ${kind}
    order by expires_at desc, hash limit 1`)
  return row && toTicket(row)
}

export const countTickets = async (session: Session, kind: TicketKind): Promise<number> => {
  const [row] = await session.query<{ count: number }>(sql`
    select count(*) as count from tickets where kind = ${kind}`)
  return Number(row?.count ?? 0)
}

export const saveTicket = async (
  session: Session,
  { kind, hash, family, expiresAt, content }: Ticket,
): Promise<void> => {
  await session.query(sql`
    insert into tickets (kind, hash, family, expires_at, content)
    values (${kind}, ${hash}, ${family}, ${expiresAt}, ${JSON.stringify(content)})
    on conflict (kind, hash) do update set family = excluded.family, expires_at = excluded.expires_at,
      content = excluded.content`)
}

export const deleteTicket = async (session: Session, kind: TicketKind, hash: string): Promise<boolean> => {
  const rows = await session.query(sql`
    delete from tickets where kind = ${kind} and hash = ${hash} returning hash`)
  return rows.length > 0
}

export const deleteTicketsOf = async (session: Session, family: string): Promise<void> => {
  await session.query(sql`delete from tickets where family = ${family}`)
}

export const deleteOldestTicketsOf = async (
  session: Session,
  family: string,
  { kind, count }: { readonly kind: TicketKind; readonly count: number },
): Promise<void> => {
  await session.query(sql`
    delete from tickets where family = ${family} and kind = ${kind} and hash not in (
      select hash from tickets where family = ${family} and kind = ${kind} order by expires_at desc, hash limit ${count})`)
}

export const forgetTicketsBefore = async (session: Session, ms: number): Promise<void> => {
  await session.query(sql`delete from tickets where expires_at < ${ms}`)
}

const toTicket = (row: TicketRow): Ticket => ({
  kind: row.kind,
  hash: row.hash,
  family: row.family,
  expiresAt: Number(row.expires_at),
  content: JSON.parse(row.content),
})
