import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { lazulite } from '../../support.ts'
import { portOf, startClinic } from '../support.ts'

test('a port that a start would take and cannot have is named, with the flag that takes another', async (t) => {
  const taken = await portOf(t, createServer())
  const closed = createServer()
  const unused = await portOf(t, closed)
  closed.close()

  const env = { LAZULITE_PORT: String(unused), LAZULITE_HTTP_PORT: String(taken) }
  const { exitCode, stdout } = await lazulite(['doctor', '--data', temporaryFolder(t)], env)

  assert.equal(exitCode, 1)
  const found = stdout.split('\n').filter((line) => / ports: /.test(line))
  assert.equal(found.length, 1, stdout)
  assert.match(found[0] ?? '', new RegExp(`^wrong {4}ports: port ${taken} is taken, .* with --http-port and another$`))
})

const { see } = await startClinic(after)

test('the ports of a server that runs are not looked at', async () => {
  const { lines } = await see()

  assert.ok(lines.includes('skipped  ports: not looked at, as the server is running'))
})
