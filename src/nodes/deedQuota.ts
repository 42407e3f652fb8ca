import { BoundedMemory } from '../core/boundedMemory.ts'
import type { Effects } from '../core/effects.ts'
import { tooManyDeeds } from '../core/nodeRefusals.ts'
import { type Bucket, take } from '../core/throttle.ts'

/** Takes what a deed costs the runtime of that uid: one that there is. */
export type DeedQuota = (runtimeUid: string) => void

/** Each deed is told in the audit, and stays there: a minute's worth at once, and then one a second. */
const limit = { burst: 60, tokensPerSecond: 1 }

const mostRuntimes = 10_000

/**
 * Keeps the buckets of this process. Whatever the setting for Resource Manager says, these are there: they keep the disk.
 *
 * @throws CloudError `TooManyAttempts`; nothing is taken then.
 */
export const deedQuota = ({ now }: Pick<Effects, 'now'>): DeedQuota => {
  const buckets = new BoundedMemory<Bucket>(mostRuntimes)
  return (runtimeUid) => {
    const decision = take(limit, buckets.get(runtimeUid), now().getTime())
    if (!decision.allowed) throw tooManyDeeds(decision.retryAfterSeconds)
    buckets.set(runtimeUid, decision.bucket)
  }
}
