import { CloudError } from './errors.ts'
import type { RepeatableAnswer } from './repeatableRequest.ts'
import type { Reader } from './store.ts'

/** What is made of requests that may come again: as the settings say. */
export interface RepeatabilityRules {
  /** For how long one may come again, in milliseconds from when it was first sent. */
  readonly windowMs: number
  /** Whether the `x-ms-client-request-id` of a change is its id, where it has no other. */
  readonly takesClientRequestIds: boolean
}

/** How far the clock of a client, or of another server on the same store, may be off: five minutes. Ours. */
export const clockDifferenceMs = 5 * 60 * 1000

/** Why a request cannot be told from all others. OASIS Repeatable Requests 1.0 has the status. */
export const repeatabilityRejected = (why: string): CloudError => new CloudError('RepeatabilityRejected', why)

/** What is done in many transactions can end halfway, and so cannot be kept together with its answer. OASIS has the status. */
export const repeatabilityNotSupported = (): CloudError =>
  new CloudError(
    'RepeatabilityNotSupported',
    'What is asked for here takes many steps, and cannot be promised to be done once. Nothing was done. Send it without ' +
      'the Repeatability headers: it can be begun again at any time.',
  )

/**
 * Refuses a request of which nobody knows any more whether it was done, or whose answer would be kept for longer than the
 * window. OASIS Repeatable Requests 1.0 has the status.
 *
 * @throws CloudError `OutsideRepeatabilityWindow`.
 */
export const requireWithinWindow = (
  firstSentMs: number,
  { windowMs, nowMs }: { readonly windowMs: number; readonly nowMs: number },
): void => {
  const firstSent = new Date(firstSentMs).toUTCString()
  if (firstSentMs < nowMs - windowMs) {
    throw new CloudError(
      'OutsideRepeatabilityWindow',
      `The request was first sent on ${firstSent}, longer ago than ${windowMs / 3_600_000} h: whether it was done is no ` +
        'longer known. Look at what is there, and send what is still to be done as a new request.',
    )
  }
  if (firstSentMs > nowMs + clockDifferenceMs) {
    throw new CloudError(
      'OutsideRepeatabilityWindow',
      `The request was first sent on ${firstSent}, which is yet to come: here it is ${new Date(nowMs).toUTCString()}. ` +
        'Set the clock of the client.',
    )
  }
}

/**
 * Refuses to show a key once more that is none by now. The request was done, once; it is not done again.
 *
 * @throws CloudError `RepeatedKeySuperseded`, which names the key and its generation. Ours.
 */
export const requireShownKeysCurrent = async (tx: Reader, { shown }: RepeatableAnswer): Promise<void> => {
  for (const { runtimeUid, name, generation } of shown) {
    const current = (await tx.listAuthKeys(runtimeUid)).find((key) => key.name === name)
    if (current?.generation === generation) continue
    const since = current
      ? `generation ${current.generation} has taken its place since. Ask listAuthKeys for the keys of today.`
      : 'the integration runtime that it was made for has gone since.'
    throw new CloudError(
      'RepeatedKeySuperseded',
      `The request was done, and its answer was generation ${generation} of ${name}: ${since} Nothing was done again.`,
    )
  }
}
