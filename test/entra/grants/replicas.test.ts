import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import Fastify from 'fastify'
import type { EntraParts } from '../../../src/entra/endpoint.ts'
import { entra } from '../../../src/entra/entra.ts'
import type { Form } from '../../support/asForm.ts'
import { browse } from '../../support/browse.ts'
import { answerDevice, askForCodes, poll, pollForm } from '../../support/devices.ts'
import { azureCli, user } from '../../support/known.ts'
import { postForm } from '../../support/postForm.ts'
import { cliRedemption, cliRequest } from '../../support/signIns.ts'
import { secret, startTokenService } from '../support.ts'

const who = { userName: user.name, password: secret }

/** Two token services that have nothing in common but the store; and what either has logged, one object a line. */
const startReplicas = async (t: TestContext) => {
  let parts: EntraParts | undefined
  const { app } = await startTokenService(t, (given) => {
    parts = given
    return {}
  })
  await app.ready()
  const lines: string[] = []
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  const start = () => {
    const app = Fastify({ logger: { level: 'warn', stream } })
    app.register((scope) => entra(scope, parts ?? assert.fail()))
    t.after(() => app.close())
    const post = (url: string, form: Form) => postForm({ app }, form, { url })
    const postToken = (form: Form) => post('/organizations/oauth2/v2.0/token', form)
    return { browser: browse({ app }), post, postToken }
  }
  return { one: start(), other: start(), lines }
}

test('what one server gave out, another on the same store knows, and uses up for both', async (t) => {
  const { one, other } = await startReplicas(t)
  const visit = await one.browser.signIn(`/organizations/oauth2/v2.0/authorize?${new URLSearchParams(cliRequest)}`, who)
  const code = visit.url.searchParams.get('code') ?? assert.fail()

  const redeemed = await other.postToken(cliRedemption(code))
  const again = await one.postToken(cliRedemption(code))

  assert.equal(redeemed.status, 200, JSON.stringify(redeemed.body))
  assert.deepEqual(again.body.error_codes, [54005])
})

test('a device asks one server, its user another, and it polls at either', async (t) => {
  const { one, other } = await startReplicas(t)
  const codes = await askForCodes(one)
  await other.browser.signIn('/device', who)

  await answerDevice(other, codes.user_code)

  assert.equal((await poll(one, codes)).status, 200)
  assert.deepEqual((await other.postToken(pollForm(codes))).body.error_codes, [70020])
})

test('the log tells of a refresh token or a code that is used again, and holds neither', async (t) => {
  const { one, lines } = await startReplicas(t)
  const visit = await one.browser.signIn(`/organizations/oauth2/v2.0/authorize?${new URLSearchParams(cliRequest)}`, who)
  const code = visit.url.searchParams.get('code') ?? assert.fail()
  const { body } = await one.postToken(cliRedemption(code))
  const refresh = { grant_type: 'refresh_token', client_id: azureCli, refresh_token: body.refresh_token }

  await one.postToken(refresh)
  const before = lines.length
  await one.postToken(refresh)
  await one.postToken(cliRedemption(code))

  assert.equal(before, 0, 'the first use is nothing to tell')
  const told = lines.map((line) => JSON.parse(line))
  assert.deepEqual(
    told.map(({ msg, level }) => [msg, level]),
    [
      ['a refresh token was used again', 40],
      ['an authorization code was used twice: all that came of it is taken back', 40],
    ],
  )
  assert.equal(told[0].clientId, azureCli)
  for (const text of [code, body.refresh_token, body.access_token]) assert.ok(!lines.join('').includes(text))
})
