import { BoundedMemory } from '../boundedMemory.ts'
import type { Effects } from '../effects.ts'
import { type Attempt, countersOf } from './counters.ts'
import { FailureCounts } from './failureCounts.ts'

/** How often a wrong secret may be shown. Each process counts for itself, and begins anew when it starts. */
export interface Attempts {
  /** Seconds until another may be made; 0 for at once. */
  secondsToWait(attempt: Attempt): number
  failed(attempt: Attempt): void
  /** The right secret was shown: from that address, a few wrong ones are a forgotten program's and no guesses. */
  succeeded(attempt: Attempt): void
}

/**
 * How many may fail within a minute before all are refused until that minute is over. One address that guesses at an
 * account does not lock out those who use it from elsewhere; only many addresses together do. Where the right secret was
 * shown before, its own failures there alone count: behind a proxy, and on loopback, all have one address, and nobody who
 * guesses there is to lock out the others.
 */
const mostFailures = { ofBoth: 10, ofAccount: 100, ofAddress: 100 }
const mostFailuresWhereProven = 100

const windowMs = 60_000
const maxRemembered = 100_000

export const openAttempts = ({ now }: Pick<Effects, 'now'>): Attempts => {
  const failures = new FailureCounts({ now, windowMs, limit: maxRemembered })
  const proven = new BoundedMemory<true>(maxRemembered)
  const msToWait = (key: string, most: number): number => {
    const { count, endsAt } = failures.get(key) ?? { count: 0, endsAt: 0 }
    return count >= most ? endsAt - now().getTime() : 0
  }
  return {
    secondsToWait: (attempt) => {
      const { ofBoth, ofAccount, ofAddress } = countersOf(attempt)
      const waits = proven.get(ofBoth)
        ? [msToWait(ofBoth, mostFailuresWhereProven)]
        : [
            msToWait(ofBoth, mostFailures.ofBoth),
            msToWait(ofAccount, mostFailures.ofAccount),
            msToWait(ofAddress, mostFailures.ofAddress),
          ]
      return Math.ceil(Math.max(...waits) / 1000)
    },
    failed: (attempt) => {
      for (const key of Object.values(countersOf(attempt))) failures.add(key)
    },
    succeeded: (attempt) => proven.set(countersOf(attempt).ofBoth, true),
  }
}
