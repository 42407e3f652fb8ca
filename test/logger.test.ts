import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createLogger } from '../src/logger.ts'

const linesOf = async (isPretty: boolean, level: 'silent' | 'warn'): Promise<string[]> => {
  const stderr = new PassThrough().setEncoding('utf8')
  const log = createLogger({ level, stderr, isPretty })
  log.info('not weighty')
  log.warn({ port: 1 }, 'weighty')
  await setImmediate()
  return String(stderr.read() ?? '')
    .split('\n')
    .filter(Boolean)
}

test('the log is one JSON object a line, from the level that is set, with times that people can read', async () => {
  const [line, ...more] = await linesOf(false, 'warn')

  const { msg, port, time } = JSON.parse(line ?? '')
  assert.deepEqual([msg, port, more], ['weighty', 1, []])
  assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

test('the log for a person is text', async () => {
  const lines = await linesOf(true, 'warn')

  assert.match(lines.join('\n'), /WARN.*weighty/)
  assert.throws(() => JSON.parse(lines[0] ?? ''))
})

test('a silent log says nothing', async () => {
  assert.deepEqual(await linesOf(false, 'silent'), [])
})
