import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { groupUrl, owner } from '../../support/known.ts'
import { leaveError } from '../../support/secrets/leave.ts'
import { startService } from '../../support/startService.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

/** A test run of its own, which issues secrets and leaves one where the variable `PLANTED` says, or nowhere. */
const planted = process.env.PLANTED ?? 'nowhere'

test('keys are issued', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const former = await azure.listAuthKeys()
  const { authKey1 } = await azure.regenerateAuthKey('authKey1')
  const secret: string = former.authKey1.split('@').at(-1)
  const folder = temporaryFolder(t)

  const plant: Readonly<Record<string, () => unknown>> = {
    nowhere: () => undefined,
    'in a database': () => azure.send('PUT', groupUrl, { body: { location: 'eastus', tags: { a: secret } } }),
    'in a log, in hexadecimal digits': () =>
      writeFileSync(join(folder, 'service.log'), Buffer.from(secret, 'base64').toString('hex')),
    'in the file that says that it is ready': () => writeFileSync(join(folder, 'ready.json'), secret),
    'in an export': () => writeFileSync(join(folder, 'audit.jsonl'), JSON.stringify({ entry: { secret } })),
    'in an error answer': () => leaveError(404, {}, `There is no ${authKey1}.`),
    'by a token in a log': async () => writeFileSync(join(folder, 'a.log'), await azure.tokenOf(owner)),
  }
  await (plant[planted] ?? (() => assert.fail(planted)))()
})
