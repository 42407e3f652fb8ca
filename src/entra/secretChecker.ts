import { createHmac } from 'node:crypto'
import type { Effects } from '../core/effects.ts'
import { BoundedMemory } from './boundedMemory.ts'
import { transientFailure } from './oauthError.ts'
import { verifySecret } from './secretHash.ts'
import { TaskQueue } from './taskQueue.ts'

interface Attempt {
  readonly applicationId: string
  readonly secret: string
  /** As `hashSecret` made it. */
  readonly hash: string
}

/**
 * Says whether a secret is the right one.
 *
 * @throws OAuthError `TransientFailure` when too many others wait to be checked.
 */
export type SecretChecker = (attempt: Attempt) => Promise<boolean>

/**
 * Makes wrong secrets slow and right ones fast. What was found right is remembered, as an HMAC under a key that nobody
 * knows and that ends with the process; what was found wrong is hashed anew each time. A changed hash makes the memory of
 * the old secret void. Attempts that are the same at the same time are checked once.
 */
export const secretChecker = ({ randomBytes }: Pick<Effects, 'randomBytes'>): SecretChecker => {
  const key = randomBytes(32)
  const right = new BoundedMemory<true>(10_000)
  const underWay = new Map<string, Promise<boolean>>()
  // Half of the four threads that Node has for this: signing tokens needs them too.
  const queue = new TaskQueue({ atOnce: 2, waiting: 100, refuse: transientFailure })

  const check = async (fingerprint: string, { secret, hash }: Attempt): Promise<boolean> => {
    try {
      const isRight = await queue.run(() => verifySecret(secret, hash))
      if (isRight) right.set(fingerprint, true)
      return isRight
    } finally {
      underWay.delete(fingerprint)
    }
  }

  return async (attempt) => {
    const text = JSON.stringify([attempt.applicationId, attempt.hash, attempt.secret])
    const fingerprint = createHmac('sha256', key).update(text).digest('base64')
    if (right.get(fingerprint)) return true
    const answer = underWay.get(fingerprint) ?? check(fingerprint, attempt)
    underWay.set(fingerprint, answer)
    return answer
  }
}
