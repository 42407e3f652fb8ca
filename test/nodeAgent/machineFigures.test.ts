import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { test } from 'node:test'
import { watchMachine } from '../../src/nodeAgent/machineFigures.ts'

const lines: string[] = []
const note = (line: unknown): void => void lines.push(String(line))
const log = { info: note, warn: note }

test('tells memory, processors and network as they are', async () => {
  const figures = await watchMachine(log)
  const end = process.cpuUsage().user + 300_000
  while (process.cpuUsage().user < end) Math.sqrt(2)

  const busy = await figures()

  assert.ok(busy.availableMemoryInMB > 0 && busy.availableMemoryInMB <= totalmem() / 2 ** 20)
  assert.ok(busy.cpuUtilization > 0 && busy.cpuUtilization <= 100, 'a processor was at work all the time')
  for (const bytes of [busy.sentBytes, busy.receivedBytes]) assert.ok(bytes >= 0 && Number.isFinite(bytes))
  assert.equal(busy.concurrentJobsRunning, 0)
})

test('tells whole numbers of memory, percent and jobs, as the wire takes them, however often it is asked', async () => {
  const figures = await watchMachine(log)

  for (let count = 0; count < 20; count += 1) {
    const { availableMemoryInMB, cpuUtilization, concurrentJobsRunning } = await figures()
    for (const figure of [availableMemoryInMB, cpuUtilization, concurrentJobsRunning])
      assert.ok(Number.isInteger(figure))
    assert.ok(cpuUtilization >= 0 && cpuUtilization <= 100)
  }
})

test('says where a machine does not tell its network', async () => {
  lines.length = 0

  await watchMachine(log)

  assert.equal(lines.length, existsSync('/proc/net/dev') ? 0 : 1)
})
