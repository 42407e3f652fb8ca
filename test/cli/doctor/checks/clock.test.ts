import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startClinic } from '../support.ts'

const { see } = await startClinic(after)

test('clocks that are too far apart are told, and in which direction', async () => {
  const shifted = (seconds: number) => () => new Date(Date.now() + seconds * 1000)

  const ahead = await see({ now: shifted(600) })
  const behind = await see({ now: shifted(-600) })
  const near = await see({ now: shifted(200) })

  assert.match(ahead.wrong.join('\n'), /^wrong {4}clock: this machine is (599|60[01]) s ahead of \S+, and [^\n]*$/)
  assert.match(behind.wrong.join('\n'), /^wrong {4}clock: this machine is (599|60[01]) s behind \S+, and [^\n]*$/)
  assert.equal(near.exitCode, 0)
})
