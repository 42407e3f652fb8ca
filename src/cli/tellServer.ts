import type { Agent } from 'node:https'
import { StartError } from '../core/startError.ts'
import { type JsonAnswer, sendJson } from '../sendJson.ts'

interface Told {
  readonly method: 'GET' | 'POST'
  /** https. */
  readonly url: string
  /** Knows whom to trust. */
  readonly agent: Agent
  readonly headers?: Readonly<Record<string, string>>
  /** What is posted. */
  readonly form?: Readonly<Record<string, string>>
}

/** A manifest of all chains is the longest that a server has to say. */
const mostBytes = 128 * 1024 * 1024
/** Some work goes through all that a server keeps. */
const patienceMs = 10 * 60_000

/**
 * Sends a request to a server, and reads the whole of what it answers.
 *
 * @throws StartError when no answer comes, or one that is too long.
 */
export const tellServer = async (told: Told): Promise<JsonAnswer> => {
  try {
    return await sendJson({ ...told, signal: AbortSignal.timeout(patienceMs), mostBytes })
  } catch (cause) {
    throw new StartError(`${new URL(told.url).origin} gives no answer: ${(cause as Error).message}`, { cause })
  }
}
