import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Visit } from '../../../conformance/clients/visit.ts'
import { authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { startSignIns } from '../../support/signIns.ts'
import { ann, carol, installedApp } from '../../support/signInWorld.ts'

const isAskedForAPassword = ({ page }: Visit): boolean => /type="password"/.test(page?.text ?? '')
const links = ({ page }: Visit): readonly string[] =>
  [...(page?.text ?? '').matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&#38;', '&'))

test('whoever is signed in is not asked again, whatever the application', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  for (const prompt of [undefined, 'none', 'consent']) {
    const visit = await browser.open(
      authorizeUrl({ client_id: installedApp.clientId, redirect_uri: 'http://localhost', prompt }),
    )
    assert.ok(broughtBack(visit).code, prompt)
  }
})

test('a client can have the password asked anew, and is then served', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  service.skip(60_000)
  const nowSeconds = Math.floor(Date.now() / 1000) + 60

  const asked = await browser.open(authorizeUrl({ prompt: 'login', response_type: 'id_token' }))
  assert.ok(isAskedForAPassword(asked))
  const visit = await browser.submit(asked, { username: ann.userName, password: ann.password })

  const { auth_time: authTime } = decodeJwt(broughtBack(visit).id_token ?? '')
  assert.ok(Number(authTime) >= nowSeconds, `${authTime} is before ${nowSeconds}`)
})

test('a user may go on with the account at hand, or take another one', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  const asked = await browser.open(authorizeUrl({ prompt: 'select_account' }))

  const [goOn = '', another = ''] = links(asked)
  assert.match(asked.page?.text ?? '', /Continue as Ann &#60;Ash&#62;/)
  assert.ok(broughtBack(await browser.open(goOn)).code)
  const form = await browser.open(another)
  assert.ok(isAskedForAPassword(form))
  assert.ok(broughtBack(await browser.submit(form, { username: ann.userName, password: ann.password })).code)
})

test('an account is not offered to a browser that has none', async (t) => {
  const { browser } = await startSignIns(t)

  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl({ prompt: 'select_account' }))))
})

test('a hint at who is meant fills in the name, and asks whoever else is signed in, once', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const hint = { login_hint: carol.userName }

  assert.ok(broughtBack(await browser.open(authorizeUrl({ login_hint: ann.userName.toUpperCase() }))).code)
  assert.equal(broughtBack(await browser.open(authorizeUrl({ ...hint, prompt: 'none' }))).error, 'login_required')
  const asked = await browser.open(authorizeUrl(hint))
  assert.match(asked.page?.text ?? '', /value="carol@elsewhere\.example"/)
  const visit = await browser.submit(asked, { username: ann.userName, password: ann.password })
  assert.ok(broughtBack(visit).code)
})

test('a session ends after a working day', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  service.skip(10 * 60 * 60 * 1000 - 60_000)
  assert.ok(broughtBack(await browser.open(authorizeUrl())).code)
  service.skip(60_000)
  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl())))
})

test('a session of a user who is gone is none', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()

  service.forgetUsers()

  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl())))
})

test('no other ticket is taken for a session', async (t) => {
  const service = await startSignIns(t)
  const browser = await service.givenASession()
  const { code = '' } = broughtBack(await browser.open(authorizeUrl()))

  browser.cookies.set('__Host-lazulite-8443', code)

  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl())))
})
