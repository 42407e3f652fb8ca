import type { Transaction } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import type { TicketContents } from './ticketContents.ts'

interface NewRefreshToken {
  readonly family: string
  readonly content: Omit<TicketContents['refreshToken'], 'isUsed'>
}

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
  return text
}
