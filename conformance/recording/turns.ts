import { isJsonObject } from '../../src/core/json.ts'
import { foldCase } from '../../src/core/letterCase.ts'
import type { Answer, Exchange, Exchanges } from './exchange.ts'
import { pollLinksOf } from './links.ts'

/** Exchanges that are replayed as one. */
export interface Turn {
  /** One, or the successive polls of one operation: some that found it under way, and perhaps one that found its end. */
  readonly exchanges: Exchanges
  readonly isPolling: boolean
}

/** A recording in turns. It polls where it asks what an answer before said to ask. */
export const turnsOf = (exchanges: readonly Exchange[]): readonly Turn[] => {
  const turns: Turn[] = []
  const announced = new Set<string | undefined>()
  for (const exchange of exchanges) {
    const { request, answer } = exchange
    const isPolling = request.method === 'GET' && announced.has(request.uri)
    const before = turns.at(-1)
    if (isPolling && before && goesOn(before, exchange)) {
      turns[turns.length - 1] = { isPolling, exchanges: [...before.exchanges, exchange] }
    } else {
      turns.push({ isPolling, exchanges: [exchange] })
    }
    for (const link of pollLinksOf(answer)) announced.add(link)
  }
  return turns
}

/** Whether a poll asks once more what the one before it asked, which had not found the end. */
const goesOn = ({ isPolling, exchanges }: Turn, { request }: Exchange): boolean => {
  const last = exchanges.at(-1)
  return isPolling && last !== undefined && last.request.uri === request.uri && isPending(last.answer)
}

const ends = ['succeeded', 'failed', 'canceled']

/** Whether a poll has found the operation under way: by its own status, or by that of the operation. */
export const isPending = ({ status, body }: Answer): boolean => {
  if (status === 202) return true
  return (
    status === 200 && isJsonObject(body) && typeof body.status === 'string' && !ends.includes(foldCase(body.status))
  )
}
