import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from '../../../support/program.ts'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { lazulite } from '../../support.ts'

test('a folder on which no server runs is told, and how to start one there', async (t) => {
  const folder = temporaryFolder(t)

  const { exitCode, stdout } = await lazulite(['doctor', '--data', folder], { LAZULITE_PORT: '1' })

  assert.equal(exitCode, 1)
  assert.ok(
    stdout.startsWith(
      `wrong    folder: no server is running on ${folder}: start one with "npx lazulite start --data ${folder}", or say where with --data\n`,
    ),
    stdout,
  )
})

test('what a killed server has left behind is told from a running one', async (t) => {
  const server = await startProgram(t, temporaryFolder(t))
  const folder = dirname(server.ready.caFile)
  server.kill('SIGKILL')
  await server.ended

  const { exitCode, stdout } = await lazulite(['doctor', '--data', folder])

  assert.equal(exitCode, 1)
  assert.match(
    stdout,
    /^wrong {4}folder: .* is left from a server at \S+ that was killed, or that hangs: start it again/m,
  )
  assert.match(stdout, /^wrong {4}server: nothing answers at /m)
})

test('a file in the folder that cannot be understood is named', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'ready.json'), '{')

  const { stdout } = await lazulite(['doctor', '--data', folder])

  assert.match(stdout, /^wrong {4}folder: \S+ready\.json is broken: stop the server and start it again$/m)
})
