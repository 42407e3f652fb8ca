import { createHmac } from 'node:crypto'
import type { Effects } from '../../core/effects.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Reader, Transaction } from '../../core/store.ts'
import type { Ticket, TicketKind } from '../../core/ticket.ts'
import type { TicketContents } from './ticketContents.ts'

export interface Found<Kind extends TicketKind> {
  readonly content: TicketContents[Kind]
  readonly family: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

interface Issue<Kind extends TicketKind> extends Found<Kind> {
  /** Random, and hard to guess: 256 bits, unless a person must type it. */
  readonly text: string
}

/** What the token service gives out to know again: codes, refresh tokens, sessions. Only a keyed hash of each is kept. */
export interface Tickets {
  /** A keyed hash of a text that nobody else can make, and that no ticket has. It is kept nowhere. */
  mark(purpose: 'csrf', text: string): string
  /** A text of 256 random bits, in base64url. */
  newText(): string
  /** Keeps a ticket, or what is new of one that is there, and forgets those that have expired. */
  keep<Kind extends TicketKind>(tx: Transaction, kind: Kind, issue: Issue<Kind>): Promise<void>
  /** Undefined for a text that was not given out as that kind, has expired or was taken back. */
  find<Kind extends TicketKind>(tx: Reader, kind: Kind, text: string): Promise<Found<Kind> | undefined>
  /** The same for a ticket that came of the same sign-in as one whose text is known. */
  findOf<Kind extends TicketKind>(tx: Reader, kind: Kind, family: string): Promise<Found<Kind> | undefined>
  takeBack(tx: Transaction, kind: TicketKind, text: string): Promise<void>
  /** Takes back the oldest of a kind that came of one sign-in, all but so many. */
  takeBackOldest(
    tx: Transaction,
    family: string,
    of: { readonly kind: TicketKind; readonly count: number },
  ): Promise<void>
  /** Takes back all that came of one sign-in. */
  takeBackFamily(tx: Transaction, family: string): Promise<void>
}

/** @param key 32 bytes, the same for every server on a store. */
export const openTickets = (key: Buffer, { now, randomBytes }: Pick<Effects, 'now' | 'randomBytes'>): Tickets => {
  const hashOf = (kind: TicketKind | 'csrf', text: string): string =>
    createHmac('sha256', key).update(`${kind} ${text}`).digest('base64url')
  return {
    mark: hashOf,
    newText: () => randomBytes(32).toString('base64url'),
    keep: async (tx, kind, { text, family, expiresAt, content }) => {
      await tx.forgetTicketsBefore(now().getTime())
      const kept = content as unknown as JsonObject
      await tx.saveTicket({ kind, hash: hashOf(kind, text), family, expiresAt, content: kept })
    },
    find: async (tx, kind, text) => goodAt(now(), await tx.findTicket(kind, hashOf(kind, text))),
    findOf: async (tx, kind, family) => goodAt(now(), await tx.findTicketOf(family, kind)),
    takeBack: async (tx, kind, text) => void (await tx.deleteTicket(kind, hashOf(kind, text))),
    takeBackOldest: (tx, family, of) => tx.deleteOldestTicketsOf(family, of),
    takeBackFamily: (tx, family) => tx.deleteTicketsOf(family),
  }
}

const goodAt = <Kind extends TicketKind>(now: Date, ticket: Ticket | undefined): Found<Kind> | undefined => {
  if (!ticket || ticket.expiresAt <= now.getTime()) return undefined
  const { content, family, expiresAt } = ticket
  return { content: content as unknown as TicketContents[Kind], family, expiresAt }
}
