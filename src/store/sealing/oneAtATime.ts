/**
 * Has some work done once at a time. Whoever asks before it has begun is served by that one time, together with all others
 * who wait for it.
 */
export const oneAtATime = <Answer>(work: () => Promise<Answer>): (() => Promise<Answer>) => {
  let last: Promise<unknown> = Promise.resolve()
  let waiting: Promise<Answer> | undefined
  const begin = (): Promise<Answer> => {
    waiting = undefined
    return work()
  }
  return () => {
    if (waiting) return waiting
    waiting = last.then(begin)
    last = waiting.catch(() => undefined)
    return waiting
  }
}
