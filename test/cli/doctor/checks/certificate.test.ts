import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startClinic } from '../support.ts'

const { see } = await startClinic(after)

test('a certificate is told of before it ends', async () => {
  const { stdout } = await see()
  const [, until = ''] = /good until (\S+)/.exec(stdout) ?? []
  const daysBefore = (days: number) => () => new Date(Date.parse(until) - days * 86_400_000)

  const late = await see({ now: daysBefore(13.5) })
  const early = await see({ now: daysBefore(14.5) })

  assert.match(late.stdout, /^wrong {4}certificate: that of \S+ ends in 13 days, at \S+: .*start the server again$/m)
  assert.match(early.stdout, /^ok {7}certificate/m)
})
