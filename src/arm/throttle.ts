import type { Effects } from '../core/effects.ts'
import { type Bucket, isFull, type Limit, type Profile, type Quota, take, throttled } from '../core/throttle.ts'

/** Takes what a call costs. Answers with the headers that tell what is left. */
export type Throttle = (quota: Quota, objectId: string) => Readonly<Record<string, string>>

/** So many buckets are kept at least before those that have run full again are dropped. */
const fewestToDrop = 10_000

interface Held {
  readonly limit: Limit
  readonly bucket: Bucket
}

/**
 * Keeps the buckets of this process, as each instance of Resource Manager keeps its own.
 *
 * @param profile undefined switches throttling off: nothing is refused, and no header tells what is left.
 * @throws CloudError `SubscriptionRequestsThrottled` or `TenantRequestsThrottled`; no token is taken then.
 */
export const throttleBy = (profile: Profile | undefined, now: Effects['now']): Throttle => {
  if (!profile) return () => ({})
  const held = new Map<string, Held>()
  let dropAt = fewestToDrop

  return (quota, objectId) => {
    const nowMs = now().getTime()
    if (held.size > dropAt) {
      dropFull(held, nowMs)
      // Twice as many as are needed: looking at all of them costs each call little, however many there are.
      dropAt = Math.max(fewestToDrop, 2 * held.size)
    }
    const spent = costsOf(profile, quota, objectId).map(({ key, header, limit }) => {
      const decision = take(limit, held.get(key)?.bucket, nowMs)
      if (!decision.allowed) throw throttled(quota, objectId, decision.retryAfterSeconds)
      return { key, header, limit, ...decision }
    })
    for (const { key, limit, bucket } of spent) held.set(key, { limit, bucket })
    return Object.fromEntries(spent.map(({ header, remaining }) => [header, String(remaining)]))
  }
}

interface Cost {
  readonly key: string
  readonly header: string
  readonly limit: Limit
}

const costsOf = ({ own, global }: Profile, { level, of, kind }: Quota, objectId: string): readonly Cost[] => {
  const place = `${level}|${of}|${kind}`
  const header = (word: string): string => `x-ms-ratelimit-remaining-${level}-${word}${kind}`
  const ownCost = { key: `${place}|${objectId}`, header: header(''), limit: own[kind] }
  return global ? [ownCost, { key: place, header: header('global-'), limit: global[kind] }] : [ownCost]
}

/** A full bucket is as good as none. */
const dropFull = (held: Map<string, Held>, nowMs: number): void => {
  for (const [key, { limit, bucket }] of held) if (isFull(limit, bucket, nowMs)) held.delete(key)
}
