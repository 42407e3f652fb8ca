import { type JsonAnswer, sendJson } from '../../sendJson.ts'
import { patienceMs } from './patience.ts'

interface Question {
  /** https. */
  readonly url: string
  /** Authorities in PEM: what none of them vouches for is not asked. */
  readonly ca: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  /** What is posted. */
  readonly form?: Readonly<Record<string, string>>
}

const mostBytes = 1024 * 1024

/**
 * Asks a server one thing, certificate checked.
 *
 * @throws Error when it does not answer in time, or with too much.
 */
export const ask = (question: Question): Promise<JsonAnswer> =>
  sendJson({ ...question, signal: AbortSignal.timeout(patienceMs), mostBytes })
