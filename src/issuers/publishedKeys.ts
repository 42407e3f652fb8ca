import { isDeepStrictEqual } from 'node:util'
import type { JSONWebKeySet } from 'jose'
import type { Effects } from '../core/effects.ts'
import { IssuerUnavailable } from '../core/issuerUnavailable.ts'
import type { OutsideIssuer } from '../core/token.ts'
import { fetchKeys } from './fetchKeys.ts'
import { type KeySet, keySetOf } from './keySet.ts'

/** After that the issuer is asked again: a key that it has withdrawn is good for no longer, while it can be reached. */
const refreshAfterMs = 10 * 60_000
/** While it cannot be reached, its last keys are good for as long as this. */
const goodForMs = 60 * 60_000
/** Whatever tokens come, it is not asked more often. */
const pauseMs = 10_000

interface Kept {
  readonly jwks: JSONWebKeySet
  readonly keySet: KeySet
  /** Milliseconds since 1970, as all times here. */
  readonly readAt: number
}

/** The keys of one issuer, read when they are needed, and read again as they grow old or a token names a new one. */
export class PublishedKeys {
  readonly #issuer: OutsideIssuer
  readonly #now: Effects['now']
  #kept: Kept | undefined
  #triedAt = Number.NEGATIVE_INFINITY
  /** Why the last try has failed; undefined if it has not. */
  #failure: unknown
  #reading: Promise<void> | undefined

  constructor(issuer: OutsideIssuer, { now }: Pick<Effects, 'now'>) {
    this.#issuer = issuer
    this.#now = now
  }

  /**
   * The set to check a token with: the kept one, or the newest where the token names a key that is not in that.
   *
   * @throws IssuerUnavailable when there are none to be had, or none that would tell a new key from a made-up one.
   */
  async for(token: string): Promise<KeySet> {
    if (this.#ageMs() > refreshAfterMs) {
      const reading = this.#read()
      // Keys that are good still are not held up again by an issuer that was out of reach the last time.
      if (this.#failure === undefined || this.#ageMs() > goodForMs) await reading
    }
    if (!this.#good().knows(token)) {
      await this.#read()
      if (this.#failure !== undefined) throw this.#unavailable()
    }
    return this.#good()
  }

  #good(): KeySet {
    if (!this.#kept || this.#ageMs() > goodForMs) throw this.#unavailable()
    return this.#kept.keySet
  }

  #ageMs(): number {
    return this.#kept ? this.#now().getTime() - this.#kept.readAt : Number.POSITIVE_INFINITY
  }

  /** Once for all who want it at the same time, and not again until the pause is over. */
  #read(): Promise<void> {
    if (this.#reading) return this.#reading
    if (this.#now().getTime() - this.#triedAt < pauseMs) return Promise.resolve()
    this.#triedAt = this.#now().getTime()
    this.#reading = this.#keepNewest().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** The same keys stay the same set, and what it remembers with it. */
  async #keepNewest(): Promise<void> {
    try {
      const jwks = await fetchKeys(this.#issuer)
      const keySet = this.#kept && isDeepStrictEqual(this.#kept.jwks, jwks) ? this.#kept.keySet : keySetOf(jwks)
      this.#kept = { jwks, keySet, readAt: this.#now().getTime() }
      this.#failure = undefined
    } catch (error) {
      this.#failure = error
    }
  }

  #unavailable(): IssuerUnavailable {
    const pauseLeftMs = this.#triedAt + pauseMs - this.#now().getTime()
    return new IssuerUnavailable(this.#issuer.issuer, {
      cause: this.#failure,
      retryAfterSeconds: Math.max(1, Math.ceil(pauseLeftMs / 1000)),
    })
  }
}
