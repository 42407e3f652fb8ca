import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from '../../../support/program.ts'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { lazulite } from '../../support.ts'
import { pathWithAz } from '../support.ts'

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

test('where no server runs, that is all that is wrong, and nobody is sent to a port that nobody has named', async (t) => {
  const folder = temporaryFolder(t)
  const env = { LAZULITE_PORT: '1', LAZULITE_HTTP_PORT: '1', PATH: pathWithAz(t), HTTPS_PROXY: 'http://proxy:3128' }

  const { stdout } = await lazulite(['doctor', '--data', folder], env)

  const lines = stdout.split('\n')
  assert.equal(lines.filter((line) => line.startsWith('wrong ')).length, 1, stdout)
  assert.doesNotMatch(stdout, /localhost/)
  assert.ok(lines.includes('skipped  server: none runs on the data folder'))
  for (const what of ['proxy', 'addresses', 'cloud', 'discovery'])
    assert.ok(lines.includes(`skipped  ${what}: no server to compare with`), what)
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
