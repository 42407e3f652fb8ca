import { BoundedMemory } from '../../core/boundedMemory.ts'
import type { Effects } from '../../core/effects.ts'

/** Somebody who shows a password or a secret. */
export interface Attempt {
  /** Whose it is to be: a tenant and a name in it. */
  readonly account: string
  /** IP address that it comes from. */
  readonly address: string
}

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

interface Failures {
  readonly count: number
  /** Milliseconds since 1970. */
  readonly endsAt: number
}

export const openAttempts = ({ now }: Pick<Effects, 'now'>): Attempts => {
  const remembered = new BoundedMemory<Failures>(maxRemembered)
  const proven = new BoundedMemory<true>(maxRemembered)
  const current = (key: string): Failures | undefined => {
    const failures = remembered.get(key)
    return failures && failures.endsAt > now().getTime() ? failures : undefined
  }
  return {
    secondsToWait: (attempt) => {
      const { ofBoth, ofAccount, ofAddress } = countersOf(attempt)
      const isProven = proven.get(ofBoth.key)
      const counters = isProven ? [{ ...ofBoth, most: mostFailuresWhereProven }] : [ofBoth, ofAccount, ofAddress]
      const locked = counters.map(({ key, most }) => {
        const failures = current(key)
        return failures && failures.count >= most ? failures.endsAt - now().getTime() : 0
      })
      return Math.ceil(Math.max(...locked) / 1000)
    },
    failed: (attempt) => {
      for (const { key } of Object.values(countersOf(attempt))) {
        const { count, endsAt } = current(key) ?? { count: 0, endsAt: now().getTime() + windowMs }
        remembered.set(key, { count: count + 1, endsAt })
      }
    },
    succeeded: (attempt) => proven.set(countersOf(attempt).ofBoth.key, true),
  }
}

interface Counter {
  readonly key: string
  readonly most: number
}

const countersOf = ({ account, address }: Attempt): Readonly<Record<keyof typeof mostFailures, Counter>> => {
  const name = account.toLowerCase()
  return {
    ofBoth: { key: JSON.stringify([name, address]), most: mostFailures.ofBoth },
    ofAccount: { key: JSON.stringify([name]), most: mostFailures.ofAccount },
    ofAddress: { key: JSON.stringify([address, 'address']), most: mostFailures.ofAddress },
  }
}
