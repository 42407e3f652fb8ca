import type { Effects } from '../effects.ts'

interface Failures {
  readonly count: number
  /** Milliseconds since 1970. */
  readonly endsAt: number
}

interface Options extends Pick<Effects, 'now'> {
  readonly windowMs: number
  /** How many keys are remembered at most. */
  readonly limit: number
}

/** Counts failures by key: each has a window of its own, which begins with its first failure. */
export class FailureCounts {
  readonly #options: Options
  /** In the order in which they end, since all last as long. */
  readonly #entries = new Map<string, Failures>()

  constructor(options: Options) {
    this.#options = options
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#entries.size
  }

  /** Undefined for a key without a failure, and once its window is over. */
  get(key: string): Failures | undefined {
    const failures = this.#entries.get(key)
    return failures && failures.endsAt > this.#nowMs() ? failures : undefined
  }

  /** Forgets what is over, and the oldest where there are too many: callers cannot fill the memory. */
  add(key: string): void {
    const current = this.get(key)
    if (!current) this.#entries.delete(key)
    const { count, endsAt } = current ?? { count: 0, endsAt: this.#nowMs() + this.#options.windowMs }
    this.#entries.set(key, { count: count + 1, endsAt })

    for (const [oldest, failures] of this.#entries) {
      if (failures.endsAt > this.#nowMs() && this.size <= this.#options.limit) return
      this.#entries.delete(oldest)
    }
  }

  #nowMs(): number {
    return this.#options.now().getTime()
  }
}
