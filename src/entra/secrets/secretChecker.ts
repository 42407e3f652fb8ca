import { createHmac } from 'node:crypto'
import { type Account, partsOf } from '../../core/attempts/account.ts'
import { BoundedMemory } from '../../core/boundedMemory.ts'
import type { Effects } from '../../core/effects.ts'
import { transientFailure } from '../oauthError.ts'
import { verifySecret } from './secretHash.ts'
import { TaskQueue } from './taskQueue.ts'

/**
 * Says whether a secret is the one that was hashed.
 *
 * @param account whose it is to be, as the request says.
 * @throws OAuthError `TransientFailure` when too many others wait to be checked.
 */
export type SecretChecker = (secret: string, hash: string, account: Account) => Promise<boolean>

/**
 * Makes wrong secrets slow and right ones fast. What was found right is remembered, as an HMAC under a key that nobody
 * knows and that ends with the process; what was found wrong is hashed anew each time. A changed hash makes the memory
 * of the old secret void. Attempts that are the same at the same time are checked once: the same by what was sent, so that
 * nobody learns from the time that it takes which of two names are known.
 */
export const secretChecker = ({ randomBytes }: Pick<Effects, 'randomBytes'>): SecretChecker => {
  const key = randomBytes(32)
  const right = new BoundedMemory<true>(10_000)
  const underWay = new Map<string, Promise<boolean>>()
  // Half of the four threads that Node has for this: signing tokens needs them too.
  const queue = new TaskQueue({ atOnce: 2, waiting: 100, refuse: transientFailure })

  return async (secret, hash, account) => {
    const attempt = createHmac('sha256', key)
      .update(JSON.stringify([...partsOf(account), hash, secret]))
      .digest('base64')
    if (right.get(attempt)) return true
    const running = underWay.get(attempt)
    if (running) return running

    const answer = queue.run(() => verifySecret(secret, hash))
    underWay.set(attempt, answer)
    try {
      const isRight = await answer
      if (isRight) right.set(attempt, true)
      return isRight
    } finally {
      underWay.delete(attempt)
    }
  }
}
