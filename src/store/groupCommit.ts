import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { StoreError } from '../core/store.ts'
import type { Session, Statement } from './sql.ts'

type Answer = () => void

interface Job {
  /** Runs the work in its own savepoint; returns how to answer once the commit is on the disk. */
  readonly attempt: () => Promise<Answer>
  readonly fail: (error: unknown) => void
}

/** The most transactions that share one commit: bounds how long the first of them waits for the last. */
const largestBatch = 256

/**
 * Transactions that arrive together share one commit: one fsync for many callers, and nobody is answered before it.
 * Each has its own savepoint inside, so one that throws takes no other with it.
 */
export const groupCommit = (driver: DatabaseSync, session: Session) => {
  const waiting: Job[] = []
  const between: Answer[] = []
  let running = false
  let closed = false

  const run = async (): Promise<void> => {
    running = true
    while (waiting.length + between.length > 0) {
      // One turn of the event loop, in which others may join.
      await setImmediate()
      for (const work of between.splice(0)) work()
      if (waiting.length > 0) await commitTogether(driver, waiting.splice(0, largestBatch))
    }
    running = false
  }

  return {
    change: <T>(work: (session: Session) => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new StoreError('The database is closing.'))
        const attempt = async (): Promise<Answer> => {
          const outcome = await inSavepoint(driver, session, work)
          return () => (outcome.ok ? resolve(outcome.value) : reject(outcome.error))
        }
        waiting.push({ attempt, fail: reject })
        if (!running) void run()
      }),
    /** Runs some work while no transaction is open. It awaits nothing. */
    between: <T>(work: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new StoreError('The database is closing.'))
        // What the work throws rejects the promise that it runs in.
        between.push(() => resolve(new Promise((done) => done(work()))))
        if (!running) void run()
      }),
    /** Finishes what was begun; refuses what comes after. */
    drain: async (): Promise<void> => {
      closed = true
      while (running) await setImmediate()
    },
  }
}

const commitTogether = async (driver: DatabaseSync, batch: readonly Job[]): Promise<void> => {
  const answers: Answer[] = []
  try {
    driver.exec('begin immediate')
    for (const job of batch) answers.push(await job.attempt())
    driver.exec('commit')
  } catch (cause) {
    rollBack(driver)
    for (const job of batch) job.fail(new StoreError('The database could not keep the change.', { cause }))
    return
  }
  for (const answer of answers) answer()
}

/** SQLite has already rolled back by itself after some failures. */
const rollBack = (driver: DatabaseSync): void => {
  try {
    if (driver.isTransaction) driver.exec('rollback')
  } catch {
    // The failure that led here is the one to tell; the next `begin` fails too if this one lasts.
  }
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

const inSavepoint = async <T>(
  driver: DatabaseSync,
  session: Session,
  work: (session: Session) => Promise<T>,
): Promise<Outcome<T>> => {
  const lent = lend(session)
  driver.exec('savepoint job')
  try {
    const value = await work(lent.session)
    lent.check()
    driver.exec('release job')
    return { ok: true, value }
  } catch (error) {
    // SQLite gives up the whole transaction after some failures, and the neighbours' work with it.
    if (!driver.isTransaction) throw error
    driver.exec('rollback to job; release job')
    return { ok: false, error }
  } finally {
    lent.end()
  }
}

interface Lent {
  readonly session: Session
  /** @throws StoreError when a statement has failed, whatever the work made of it. */
  check(): void
  end(): void
}

/**
 * A session that refuses to be used once its transaction is over, and once the engine has failed: what came after that
 * would be kept by itself, outside of any transaction.
 */
const lend = (session: Session): Lent => {
  let over = false
  let failure: StoreError | undefined
  const use = async <T>(run: () => Promise<T>): Promise<T> => {
    if (failure ?? over) throw failure ?? new Error('This transaction is over.')
    try {
      return await run()
    } catch (error) {
      if (error instanceof StoreError) failure = error
      throw error
    }
  }
  return {
    session: {
      query: <Row>(statement: Statement) => use(() => session.query<Row>(statement)),
      script: (text) => use(() => session.script(text)),
    },
    check: () => {
      if (failure) throw failure
    },
    end: () => {
      over = true
    },
  }
}
