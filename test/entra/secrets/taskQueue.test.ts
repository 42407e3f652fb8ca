import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { TaskQueue } from '../../../src/entra/secrets/taskQueue.ts'

const full = new Error('full')

test('no more tasks run at once than are allowed, and they begin in their order', async () => {
  const queue = new TaskQueue({ atOnce: 2, waiting: 10, refuse: () => full })
  const begun: number[] = []
  let running = 0
  let most = 0
  const task = (index: number) => async () => {
    begun.push(index)
    running += 1
    most = Math.max(most, running)
    await setImmediate()
    running -= 1
    return index
  }

  const early = [0, 1, 2, 3].map((index) => queue.run(task(index)))
  await early[0]
  const late = [4, 5].map((index) => queue.run(task(index)))
  const answers = await Promise.all([...early, ...late])

  assert.deepEqual(answers, [0, 1, 2, 3, 4, 5])
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5])
  assert.equal(most, 2)
})

test('a task that fails gives its place to the next', async () => {
  const queue = new TaskQueue({ atOnce: 1, waiting: 10, refuse: () => full })

  const failed = queue.run(() => Promise.reject(new Error('failed')))
  const next = queue.run(async () => 'done')

  await assert.rejects(failed, /failed/)
  assert.equal(await next, 'done')
  assert.equal(await queue.run(async () => 'and again'), 'and again')
})

test('a task that finds the queue full is refused, and does not run', async () => {
  const queue = new TaskQueue({ atOnce: 1, waiting: 1, refuse: () => full })
  const first = queue.run(() => setImmediate('first'))
  const second = queue.run(async () => 'second')

  await assert.rejects(
    queue.run(async () => assert.fail('must not run')),
    full,
  )

  assert.deepEqual(await Promise.all([first, second]), ['first', 'second'])
})
