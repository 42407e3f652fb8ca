import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { runLazulite, startProgram } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

test('what does not open is counted, and the log of the server has its names', async (t) => {
  const data = temporaryFolder(t)
  const server = await startProgram(t, data)
  using db = new DatabaseSync(join(data, 'lazulite.db'))
  db.exec(`update auth_key_generations set sealed = 'x.y' where name = 'authKey1' and sealed is not null`)

  const { code, stdout, stderr } = await runLazulite(t, ['keyring', 'rotate', `--data=${data}`])

  assert.equal(code, 1)
  assert.match(stdout, /^\d+ secrets are sealed with a fresh key\.\n$/)
  assert.match(stderr, /^1 do not open, .* The log of the server names them under 'broken'\.\n$/)
  assert.match(server.stderr(), /authKey1, generation 1, of the integration runtime/)
})
