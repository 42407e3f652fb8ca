import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Visit } from '../../../conformance/clients/visit.ts'
import { authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { startSignIns } from '../../support/signIns.ts'
import { ann } from '../../support/signInWorld.ts'

const isAskedForAPassword = ({ page }: Visit): boolean => /type="password"/.test(page?.text ?? '')

test('a password that was shown longer ago than a client wants is asked for anew, once', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const url = authorizeUrl({ max_age: '60', response_type: 'id_token' })

  service.skip(58_000)
  const young = await browser.open(url)
  service.skip(3_000)
  const silent = await browser.open(`${url}&prompt=none`)
  const asked = await browser.open(url)
  const visit = await browser.submit(asked, { username: ann.userName, password: ann.password })

  const { auth_time: before } = decodeJwt(broughtBack(young).id_token ?? '')
  assert.equal(broughtBack(silent).error, 'login_required')
  assert.ok(isAskedForAPassword(asked))
  const { auth_time: after } = decodeJwt(broughtBack(visit).id_token ?? '')
  assert.ok(Number(after) - Number(before) >= 61, `${before} ${after}`)
})

test('an age of 0 has the password asked for anew each time, and once', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  const asked = await browser.open(authorizeUrl({ max_age: '0' }))
  service.skip(5_000)
  const visit = await browser.submit(asked, { username: ann.userName, password: ann.password })

  assert.ok(isAskedForAPassword(asked))
  assert.ok(broughtBack(visit).code)
  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl({ max_age: '0' }))))
})

test('who chooses to go on with the account at hand has shown the password lately enough', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  service.skip(61_000)

  const asked = await browser.open(authorizeUrl({ max_age: '60', prompt: 'select_account' }))

  assert.ok(isAskedForAPassword(asked))
})
