import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { stopSignal } from '../../src/cli/stopSignal.ts'

const names = ['SIGINT', 'SIGTERM']

for (const name of names) {
  test(`${name} asks to stop, and is still taken care of when it comes again`, async () => {
    const signals = new EventEmitter()
    const stopped = stopSignal(signals)

    signals.emit(name)

    await stopped
    // Without a listener, Node would end the process at the next one.
    assert.deepEqual(
      names.map((one) => signals.listenerCount(one)),
      [1, 1],
    )
  })
}
