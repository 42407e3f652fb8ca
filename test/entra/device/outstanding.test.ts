import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askForCodes, cliDevice } from '../../support/devices.ts'
import { startSignIns } from '../../support/signIns.ts'

const devicecode = '/organizations/oauth2/v2.0/devicecode'

test('no more than ten thousand codes are out; room comes back as they end', async (t) => {
  const azure = await startSignIns(t)
  const expiresAt = Date.now() + 600_000
  await azure.store.change(async (tx) => {
    const ticket = { kind: 'userCode', family: 'f', expiresAt, content: {} } as const
    for (let count = 0; count < 9_999; count++) await tx.saveTicket({ ...ticket, hash: String(count) })
  })
  await askForCodes(azure)

  const refused = await azure.post(devicecode, cliDevice)
  azure.skip(601_000)
  const given = await azure.post(devicecode, cliDevice)

  assert.deepEqual([refused.status, refused.body.error_codes], [503, [90033]])
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.equal(given.status, 200)
  assert.equal(await azure.store.read((tx) => tx.countTickets('deviceCode')), 2, 'nothing is left of the refused one')
})
