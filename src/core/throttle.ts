import { CloudError } from './errors.ts'

/** What a call counts as: the last word of its RBAC action decides, not its HTTP method. Recorded. */
export type QuotaKind = 'reads' | 'writes' | 'deletes'

/** A token bucket, as plain data: `tokens` were left at `atMs`. */
export interface Bucket {
  readonly tokens: number
  readonly atMs: number
}

export interface Limit {
  /** The most tokens that a bucket holds, and so the largest burst. */
  readonly burst: number
  readonly tokensPerSecond: number
}

export type Decision =
  | { readonly allowed: true; readonly bucket: Bucket; readonly remaining: number }
  | { readonly allowed: false; readonly retryAfterSeconds: number }

/** Takes one token if there is one. Pure: the caller keeps the bucket and owns the clock. A refusal takes none. */
export const take = (limit: Limit, before: Bucket | undefined, nowMs: number): Decision => {
  const tokens = tokensAt(limit, before, nowMs)
  if (tokens < 1) return { allowed: false, retryAfterSeconds: Math.ceil((1 - tokens) / limit.tokensPerSecond) }
  return { allowed: true, bucket: { tokens: tokens - 1, atMs: nowMs }, remaining: Math.floor(tokens - 1) }
}

/** Whether a bucket has run full again, and so need not be remembered any more. */
export const isFull = (limit: Limit, bucket: Bucket, nowMs: number): boolean =>
  tokensAt(limit, bucket, nowMs) >= limit.burst

/** A clock that was set back neither gives tokens nor takes them. */
const tokensAt = (limit: Limit, before: Bucket | undefined, nowMs: number): number => {
  if (!before) return limit.burst
  const elapsedSeconds = Math.max(0, nowMs - before.atMs) / 1000
  return Math.min(limit.burst, before.tokens + elapsedSeconds * limit.tokensPerSecond)
}

export interface Profile {
  /** Per subscription (or tenant), principal and kind. */
  readonly own: Readonly<Record<QuotaKind, Limit>>
  /** Per subscription (or tenant) and kind, all principals together. */
  readonly global?: Readonly<Record<QuotaKind, Limit>>
}

const hourly = (calls: number): Limit => ({ burst: calls, tokensPerSecond: calls / 3600 })

/**
 * The two regimes that Resource Manager has had: so many calls an hour until 2024, and since then a bucket with a limit
 * for all principals together, fifteen times as large. Documented, and the first also recorded.
 */
export const profiles: Readonly<Record<'hourly' | 'bucket', Profile>> = {
  hourly: { own: { reads: hourly(12_000), writes: hourly(1_200), deletes: hourly(15_000) } },
  bucket: {
    own: {
      reads: { burst: 250, tokensPerSecond: 25 },
      writes: { burst: 200, tokensPerSecond: 10 },
      deletes: { burst: 200, tokensPerSecond: 10 },
    },
    global: {
      reads: { burst: 3_750, tokensPerSecond: 375 },
      writes: { burst: 3_000, tokensPerSecond: 150 },
      deletes: { burst: 3_000, tokensPerSecond: 150 },
    },
  },
}

export interface Quota {
  readonly level: 'subscription' | 'tenant'
  /** Id of the subscription or tenant. */
  readonly of: string
  readonly kind: QuotaKind
}

/** Documented for a subscription; for a tenant the same words are assumed. */
export const throttled = (quota: Quota, objectId: string, retryAfterSeconds: number): CloudError =>
  new CloudError(
    quota.level === 'subscription' ? 'SubscriptionRequestsThrottled' : 'TenantRequestsThrottled',
    `Number of '${quota.kind.slice(0, -1)}' requests for ${quota.level} '${quota.of}' actor '${objectId}' exceeded. ` +
      `Please try again after '${retryAfterSeconds}' seconds after additional tokens are available. ` +
      'Refer to https://aka.ms/arm-throttling for additional information.',
    { retryAfterSeconds },
  )

/** The last word of an RBAC action says what a call counts as. An operation without an action only reads. Recorded. */
export const quotaKindOf = (action: string | undefined): QuotaKind => {
  const word = action?.slice(action.lastIndexOf('/') + 1).toLowerCase() ?? 'read'
  if (word === 'read') return 'reads'
  return word === 'delete' ? 'deletes' : 'writes'
}
