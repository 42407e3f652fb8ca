import { setTimeout as pause } from 'node:timers/promises'
import { StoreError } from '../core/store.ts'

const attempts = 50
const betweenMs = 100

/**
 * Tries for five seconds, because a backup or a person may read the database just then.
 *
 * @param attempt answers false where others are in the way.
 * @throws StoreError where they stay there.
 */
export const scrubber = (attempt: () => Promise<boolean>) => async (): Promise<void> => {
  for (let left = attempts; left > 0; left -= 1) {
    if (await attempt()) return
    await pause(betweenMs)
  }
  throw new StoreError('What was deleted is still in the log of the database, which another program reads.')
}
