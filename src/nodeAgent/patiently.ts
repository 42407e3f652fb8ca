import { setTimeout as pause } from 'node:timers/promises'
import type { AgentParts } from './agentParts.ts'
import { backoffMs } from './backoff.ts'
import { NoAnswer } from './noAnswer.ts'
import { Refusal } from './refusal.ts'

interface Work<T> {
  readonly attempt: () => Promise<T>
  /** Whether trying again can help with a refusal. */
  readonly isPassing: (refusal: Refusal) => boolean
}

/**
 * Does a piece of work with a server that may be gone for a while. What keeps it from being done is logged when it begins,
 * when it becomes something else, and when it is over.
 *
 * @throws Refusal that does not pass, and whatever is neither that nor `NoAnswer`; an `AbortError` when told to stop.
 */
export const patiently = async <T>(
  { attempt, isPassing }: Work<T>,
  { effects, log, stop }: Pick<AgentParts, 'effects' | 'log' | 'stop'>,
): Promise<T> => {
  let told: string | undefined
  for (let count = 1; ; count += 1) {
    try {
      const done = await attempt()
      if (told !== undefined) log.info('the server answers again')
      return done
    } catch (error) {
      const trouble = troubleIn(error, isPassing)
      if (!trouble) throw error
      if (told !== trouble.kind)
        log.warn({ reason: trouble.message }, 'the server does not do what it is asked; trying again')
      told = trouble.kind
      const { retryAfterSeconds } = trouble
      await pause(backoffMs({ count, retryAfterSeconds }, effects.randomBytes), undefined, { signal: stop })
    }
  }
}

interface Trouble {
  /** The same for all that a person would call the same. */
  readonly kind: string
  readonly message: string
  readonly retryAfterSeconds: number | undefined
}

const troubleIn = (error: unknown, isPassing: Work<unknown>['isPassing']): Trouble | undefined => {
  if (error instanceof NoAnswer) return { kind: 'no answer', message: error.message, retryAfterSeconds: undefined }
  if (!(error instanceof Refusal && isPassing(error))) return undefined
  const { code, status, message, retryAfterSeconds } = error
  return { kind: code ?? String(status), message, retryAfterSeconds }
}

/** Whether a server would take the same message another time: it is busy, broken or not to be reached behind its proxy. */
export const isBusy = ({ status }: Refusal): boolean => status === 429 || status === 408 || status >= 500
