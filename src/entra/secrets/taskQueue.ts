interface Limits {
  readonly atOnce: number
  readonly waiting: number
  /** What a task is refused with that finds the queue full. */
  readonly refuse: () => Error
}

/** Runs costly tasks a few at a time, in the order in which they came, and lets only so many wait. */
export class TaskQueue {
  readonly #limits: Limits
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#turn()
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }

  /** A task that ends hands its place to the first who waits, so that nobody can slip in between. */
  async #turn(): Promise<void> {
    if (this.#running < this.#limits.atOnce) {
      this.#running += 1
      return
    }
    if (this.#waiting.length >= this.#limits.waiting) throw this.#limits.refuse()
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }
}
