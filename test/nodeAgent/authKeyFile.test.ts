import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { StartError } from '../../src/core/startError.ts'
import { parseAuthKey, readAuthKeyFile } from '../../src/nodeAgent/authKeyFile.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const key = `IR@${'0a'.repeat(4)}-1111-2222-3333-${'b'.repeat(12)}@Factory-1@ServiceEndpoint=factory-1.eastus.datafactory.azure.net@${'S'.repeat(43)}=`

const fileWith = (t: TestContext, text: string, mode = 0o600): string => {
  const file = join(temporaryFolder(t), 'key')
  writeFileSync(file, text, { mode })
  return file
}

for (const [what, text] of Object.entries({
  alone: key,
  'with a line feed': `${key}\n`,
  'from Windows': `${key}\r\n`,
})) {
  test(`reads a key ${what}`, async (t) => assert.equal(await readAuthKeyFile(fileWith(t, text)), key))
}

for (const mode of [0o640, 0o400]) {
  test(`takes a file of mode ${mode.toString(8)}`, async (t) => {
    assert.equal(await readAuthKeyFile(fileWith(t, key, mode)), key)
  })
}

const secret = /S{10}/
const isClear = (says: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StartError)
  assert.match(error.message, says)
  assert.doesNotMatch(error.message, secret)
  return true
}

for (const [what, text] of Object.entries({
  nothing: '',
  'the JSON of an answer': `{"authKey1":"${key}"}`,
  'two keys': `${key}\n${key}`,
  'what is only the secret of one': 'S'.repeat(43),
  'a key whose runtime is no GUID': key.replace('0a0a0a0a', 'nonsense'),
  'more than any key': `${key}${'S'.repeat(2000)}`,
})) {
  test(`refuses ${what} without repeating it`, async (t) => {
    await assert.rejects(
      readAuthKeyFile(fileWith(t, text)),
      isClear(/key has no authentication key.*beginning with IR@$/),
    )
    assert.throws(() => parseAuthKey(text, 'standard input'), isClear(/^standard input has no authentication key/))
  })
}

for (const mode of [0o644, 0o660, 0o666]) {
  test(`refuses a file of mode ${mode.toString(8)}, and says what to type`, async (t) => {
    const file = fileWith(t, key)
    chmodSync(file, mode)

    await assert.rejects(readAuthKeyFile(file), isClear(/others can read or change the key.* Type: chmod 600 '.*key'$/))
  })
}

test('names a file that cannot be read', async (t) => {
  const folder = join(temporaryFolder(t), 'folder')
  mkdirSync(folder, { mode: 0o700 })

  await assert.rejects(readAuthKeyFile(folder), isClear(/folder cannot be read: EISDIR/))
  await assert.rejects(readAuthKeyFile(join(folder, 'none')), isClear(/none cannot be read: ENOENT/))
})
