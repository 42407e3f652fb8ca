import type { Transaction } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import type { TicketContents } from './ticketContents.ts'

interface NewRefreshToken {
  readonly family: string
  readonly content: Omit<TicketContents['refreshToken'], 'isUsed'>
}

/**
 * How many of one sign-in are good at once. A person's processes share one, and each that redeems it gets another; who has
 * more than this can only want to fill the disk.
 */
const mostOfASignIn = 1000

const dayMs = 24 * 60 * 60 * 1000

/** Keeps a new refresh token for one sign-in, and answers with its text. Its time begins now. */
export const keepRefreshToken = async (
  tx: Transaction,
  { tickets, effects, refreshTokenDays }: Pick<EndpointParts, 'effects' | 'refreshTokenDays' | 'tickets'>,
  { family, content }: NewRefreshToken,
): Promise<string> => {
  const text = tickets.newText()
  const expiresAt = effects.now().getTime() + refreshTokenDays * dayMs
  await tickets.keep(tx, 'refreshToken', { text, family, expiresAt, content: { ...content, isUsed: false } })
  await tickets.takeBackOldest(tx, family, { kind: 'refreshToken', count: mostOfASignIn })
  return text
}
