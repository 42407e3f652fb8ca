import { setTimeout as wait } from 'node:timers/promises'
import { compareAnswers } from '../comparing/compareAnswers.ts'
import type { Difference, Finding } from '../comparing/finding.ts'
import { exchangesNotSent } from '../meant/exchangesNotSent.ts'
import type { Reason } from '../meant/meant.ts'
import type { Answer, Exchange, Request } from '../recording/exchange.ts'
import { isPending, type Turn } from '../recording/turns.ts'
import { ask } from './ask.ts'
import { pauseMs } from './patience.ts'
import type { Server } from './server.ts'
import type { Translation } from './translation.ts'

/** Looks at an answer of ours by other means than the recorded one. */
export type CheckAnswer = (request: Request, answer: Answer) => readonly Finding[]

/** What a turn needs of the replay that it is part of. */
export interface Run {
  readonly server: Pick<Server, 'send'>
  readonly translation: Translation
  readonly checkAnswer: CheckAnswer
  /** After so many, an operation is held to have no end. */
  readonly mostPolls: number
}

/** Plays one turn, and tells where our answers differ. */
export const takeTurn = async ({ exchanges, isPolling }: Turn, run: Run): Promise<readonly Difference[]> => {
  // Times are written in milliseconds: what was done one after the other must not seem to have been done at once.
  await wait(2)
  const [first] = exchanges
  const leftOut = exchangesNotSent.find(({ covers }) => covers(first))
  if (leftOut) return exchanges.map((exchange) => ({ exchange, finding: leftOutBecause(leftOut) }))
  return isPolling ? poll(exchanges, run) : compare(first, await replayed(first, run), run)
}

/**
 * Polls until the operation has ended. Polls that found it under way are compared as far as both sides have them, and
 * the end with the end: a server that is quicker than the recorded one does nothing wrong.
 */
const poll = async (exchanges: Turn['exchanges'], run: Run): Promise<readonly Difference[]> => {
  const pending = exchanges.filter(({ answer }) => isPending(answer))
  const [end] = exchanges.slice(pending.length)
  const differences: Difference[] = []
  for (let at = 0; at < (end ? run.mostPolls : pending.length); at++) {
    const ours = await replayed(exchanges[0], run)
    const isUnderWay = !(ours instanceof Error) && isPending(ours)
    const recorded = isUnderWay ? pending[at] : (end ?? (isFailure(ours) ? pending[at] : undefined))
    if (recorded) differences.push(...compare(recorded, ours, run))
    if (!isUnderWay) return differences
    await wait(pauseMs)
  }
  return end ? [...differences, { exchange: end, finding: endless(run.mostPolls) }] : differences
}

/** To end sooner than was recorded is no difference; to fail is. */
const isFailure = (ours: Answer | Error): boolean => ours instanceof Error || ours.status >= 400

const replayed = (exchange: Exchange, { server, translation }: Run): Promise<Answer | Error> =>
  ask(server, translation.requestOf(exchange))

const compare = (
  exchange: Exchange,
  ours: Answer | Error,
  { translation, checkAnswer }: Run,
): readonly Difference[] => {
  if (ours instanceof Error) return [{ exchange, finding: noneBecause(ours) }]
  const findings = compareAnswers(exchange.answer, ours, translation.comparisonOf(exchange))
  translation.follow(exchange.answer, ours)
  return [...findings, ...checkAnswer(exchange.request, ours)].map((finding) => ({ exchange, finding }))
}

const leftOutBecause = (meant: Reason): Finding => ({
  place: 'request',
  kind: 'request',
  words: `not sent, because it is ${meant.name}`,
  meant,
})

const noneBecause = ({ message }: Error): Finding => ({
  place: 'status',
  kind: 'answer',
  words: `recorded an answer, ours did not come: ${message}`,
})

const endless = (polls: number): Finding => ({
  place: 'status',
  kind: 'answer',
  words: `recorded the end of the operation, ours is under way after ${polls} polls`,
})
