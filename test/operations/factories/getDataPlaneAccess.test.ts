import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unseal } from '../../../src/core/seal.ts'
import { getDataPlaneAccess } from '../../../src/operations/factories/getDataPlaneAccess.ts'
import { assertReply } from '../../support/assertReply.ts'
import { factoryUrl } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenAFactory()

const ask = (body: object, url = factoryUrl) => azure.send('POST', `${url}/getDataPlaneAccess`, { body })

/** Of times that have passed, which are taken: recorded. */
const whole = {
  permissions: 'r',
  accessResourcePath: '',
  profileName: 'DefaultProfile',
  startTime: '2021-05-06T07:08:09.1234567Z',
  expireTime: '2021-05-06T14:08:09.1234567Z',
}

const meaningOf = async (accessToken: string) => {
  const secret = await azure.store.read((tx) => tx.findServerSecret('seal'))
  return JSON.parse(unseal(Buffer.from(secret ?? '', 'base64'), 'dataPlane', accessToken) ?? 'null')
}

test('the policy comes back as it was sent, with the address of the region, in the order that was recorded', async () => {
  const reply = await ask(whole)

  assert.equal(reply.status, 200)
  assertReply(getDataPlaneAccess, reply)
  const { accessToken } = reply.body
  const dataPlaneUrl = 'https://dpeastus.svc.datafactory.azure.com/dataplane'
  assert.equal(JSON.stringify(reply.body), JSON.stringify({ policy: whole, dataPlaneUrl, accessToken }))
})

test('each token is another, and the server alone can read it: which factory, from when, until when', async () => {
  const [one, other] = [await ask(whole), await ask(whole)].map(({ body }) => body.accessToken)

  assert.notEqual(one, other)
  for (const token of [one, other]) {
    assert.deepEqual(await meaningOf(token), {
      factory: factoryUrl.replace('Factory-1', 'factory-1'),
      startsAt: Date.parse('2021-05-06T07:08:09.123Z'),
      endsAt: Date.parse('2021-05-06T14:08:09.123Z'),
    })
  }
})

test('what is left out, or null, is not made up in the answer, and means now and eight hours', async () => {
  for (const policy of [{}, { permissions: null, startTime: null, expireTime: null }]) {
    const { status, body } = await ask(policy)

    assert.equal(status, 200)
    assert.deepEqual(body.policy, policy)
    const { startsAt, endsAt } = await meaningOf(body.accessToken)
    assert.ok(Math.abs(startsAt - Date.now()) < 60_000)
    assert.equal(endsAt - startsAt, 8 * 3_600_000)
  }
})

test('the region is that of the factory, however it is spelt', async () => {
  const far = factoryUrl.replace('Factory-1', 'Far-1')
  await azure.send('PUT', far, { body: { location: 'West Europe' } })

  const { dataPlaneUrl } = (await ask(whole, far)).body

  assert.equal(dataPlaneUrl, 'https://dpwesteurope.svc.datafactory.azure.com/dataplane')
})

for (const [policy, words] of [
  [{ permissions: 'rw' }, /permissions must be r, or null/],
  [{ permissions: 'R' }, /permissions must be r, or null/],
  [{ accessResourcePath: '/pipelines' }, /accessResourcePath must be an empty text, or null/],
  [{ profileName: 'Other' }, /profileName must be DefaultProfile, or null/],
  [{ startTime: 1 }, /startTime must be a text, or null/],
  [{ startTime: 'soon' }, /^startTime must be a time in ISO 8601/],
  [{ expireTime: '2021-05-06' }, /^expireTime must be a time in ISO 8601/],
  [{ expireTime: '2021-13-06T07:08:09Z' }, /^expireTime must be a time in ISO 8601/],
  [{ expireTime: whole.startTime }, /^expireTime must be later than startTime\.$/],
  [{ expireTime: '2021-05-06T07:08:08Z' }, /^expireTime must be later than startTime\.$/],
  [{ expireTime: '2021-05-06T15:08:10Z' }, /^expireTime must be at most eight hours after startTime\.$/],
] as const) {
  test(`${JSON.stringify(policy)} is refused by the provider`, async () => {
    const { status, body } = await ask({ ...whole, ...policy })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, words)
  })
}
