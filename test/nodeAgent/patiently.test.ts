import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NoAnswer } from '../../src/nodeAgent/noAnswer.ts'
import { isBusy, patiently } from '../../src/nodeAgent/patiently.ts'
import { Refusal } from '../../src/nodeAgent/refusal.ts'

/** Work that fails as it is told, and then is done. */
const failing = (failures: readonly Error[]) => {
  const left = [...failures]
  return async () => {
    const failure = left.shift()
    if (failure) throw failure
    return 'done'
  }
}

const givenPatience = () => {
  const lines: string[] = []
  const note = (details: unknown, text = details): void =>
    void lines.push(
      typeof details === 'object' && details && 'reason' in details ? `${text}: ${details.reason}` : `${text}`,
    )
  const stopping = new AbortController()
  const parts = {
    effects: { now: () => new Date(), randomBytes: (count: number) => Buffer.alloc(count) },
    log: { info: note, warn: note },
    stop: stopping.signal,
  }
  return { lines, parts, stop: () => stopping.abort() }
}

const noAnswer = new NoAnswer('nobody is there')
const busy = new Refusal('too many', { status: 503, code: 'ServerBusy', retryAfterSeconds: undefined })
const final = new Refusal('never', { status: 409, code: 'Conflict', retryAfterSeconds: undefined })

test('trouble is told when it begins, when it becomes another, and when it is over', { timeout: 60_000 }, async () => {
  const { lines, parts } = givenPatience()
  const attempt = failing([noAnswer, noAnswer, busy])

  const done = await patiently({ attempt, isPassing: isBusy }, parts)

  assert.equal(done, 'done')
  assert.deepEqual(lines, [
    'the server does not do what it is asked; trying again: nobody is there',
    'the server does not do what it is asked; trying again: too many',
    'the server answers again',
  ])
})

test('nothing is told of what is done at once', async () => {
  const { lines, parts } = givenPatience()

  await patiently({ attempt: failing([]), isPassing: isBusy }, parts)

  assert.deepEqual(lines, [])
})

for (const error of [final, new Error('a defect')]) {
  test(`what no other try can mend ends it: ${error.message}`, async () => {
    const { lines, parts } = givenPatience()

    await assert.rejects(patiently({ attempt: failing([error]), isPassing: isBusy }, parts), error)

    assert.deepEqual(lines, [])
  })
}

test('it stops when it is told to, however long it would have waited', async () => {
  const { parts, stop } = givenPatience()
  const patient = new Refusal('later', { status: 429, code: undefined, retryAfterSeconds: 600 })
  const attempt = async () => {
    setImmediate(stop)
    throw patient
  }

  await assert.rejects(patiently({ attempt, isPassing: isBusy }, parts), { name: 'AbortError' })
})
