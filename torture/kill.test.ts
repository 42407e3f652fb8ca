import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { lazulite, run, startProgram } from '../test/support/program.ts'
import { temporaryFolder } from '../test/support/temporaryFolder.ts'
import { callerOf } from './caller.ts'
import { comingsAndGoings } from './comings.ts'
import { seededRandom } from './random.ts'
import { rotationsOf } from './rotations.ts'

const seed = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000)
const cycles = 30
const flags = ['--throttle=off']

const checkDatabase = (data: string): void => {
  const database = new DatabaseSync(join(data, 'lazulite.db'))
  const problems = [
    database.prepare('pragma integrity_check').get(),
    ...database.prepare('pragma foreign_key_check').all(),
  ]
  database.close()
  assert.deepEqual(
    problems.map((problem) => ({ ...problem })),
    [{ integrity_check: 'ok' }],
  )
}

test(`no answer is lost and nothing is half done, however often the server is killed (TORTURE_SEED=${seed})`, async (t) => {
  const random = seededRandom(seed)
  const data = temporaryFolder(t)
  let server = await startProgram(t, data, flags)
  let caller = await callerOf(server)
  const busy = [
    await rotationsOf(caller, 'Both-1', ['authKey1', 'authKey2']),
    await rotationsOf(caller, 'Both-2', ['authKey1', 'authKey2']),
    await rotationsOf(caller, 'First-alone', ['authKey1']),
    await rotationsOf(caller, 'Second-alone', ['authKey2']),
  ]
  const done = await rotationsOf(caller, 'Done-before', ['authKey1'])
  const passing = comingsAndGoings()

  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const work = [...busy.map((one) => one.rotateUntilKilled(caller)), passing.untilKilled(caller)]
    await done.rotate(caller, 1 + Math.floor(random() * 3))
    await setTimeout(50 + random() * 250)
    server.kill('SIGKILL')
    await Promise.all(work)
    assert.deepEqual(await server.ended, { code: null, signal: 'SIGKILL' }, server.stderr())
    caller.close()

    server = await startProgram(t, data, flags)
    caller = await callerOf(server)
    for (const one of [...busy, done, passing]) await one.check(caller)
  }
  caller.close()
  server.kill('SIGTERM')
  assert.deepEqual([await server.ended, server.stderr()], [{ code: 0, signal: null }, ''])
  checkDatabase(data)

  const counts = [...busy, done].map((one) => one.count())
  t.diagnostic(`${counts.join(' + ')} rotations and ${passing.count()} creations in ${cycles} cycles`)
  for (const count of counts) assert.ok(count >= cycles, 'there was something to lose')
})

test(`a first start that is killed at any moment keeps no later one from starting (TORTURE_SEED=${seed})`, async (t) => {
  const random = seededRandom(seed)
  const startedAt = performance.now()
  const whole = await startProgram(t, temporaryFolder(t), flags)
  const startMs = performance.now() - startedAt
  whole.kill('SIGKILL')

  for (let cycle = 1; cycle <= 5; cycle += 1) {
    const data = join(temporaryFolder(t), 'data')
    const victim = run(t, [...lazulite, 'start', '--json', '--port=0', '--http-port=0', `--data=${data}`])
    await setTimeout(startMs * (0.2 + 0.8 * random()))
    victim.kill('SIGKILL')
    await victim.ended

    const server = await startProgram(t, data, flags)
    const caller = await callerOf(server)
    const fresh = await caller.rotate('exampleIntegrationRuntime', 'authKey1')
    assert.equal((await caller.keysOf('exampleIntegrationRuntime')).authKey1, fresh)
    caller.close()
    server.kill('SIGTERM')
    assert.deepEqual([await server.ended, server.stderr()], [{ code: 0, signal: null }, ''])
    checkDatabase(data)
  }
})
