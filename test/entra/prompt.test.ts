import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { decodeJwt } from 'jose'
import { openTickets } from '../../src/entra/tickets/tickets.ts'
import type { Visit } from '../support/browse.ts'
import { ann, authorizeUrl, broughtBack, contoso, native, startSignIn } from './signInSupport.ts'
import { effects, origin } from './support.ts'

const isAskedForAPassword = ({ page }: Visit): boolean => /type="password"/.test(page?.text ?? '')
const links = ({ page }: Visit): readonly string[] =>
  [...(page?.text ?? '').matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&#38;', '&'))

test('whoever is signed in is not asked again, whatever the application', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()

  for (const prompt of [undefined, 'none', 'consent']) {
    const visit = await browser.open(authorizeUrl({ client_id: native, redirect_uri: 'http://localhost', prompt }))
    assert.ok(broughtBack(visit).code, prompt)
  }
})

test('a client can have the password asked anew, and is then served', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()
  service.skip(60_000)

  const asked = await browser.open(authorizeUrl({ prompt: 'login', response_type: 'id_token' }))
  assert.ok(isAskedForAPassword(asked))
  const visit = await browser.submit(asked, { username: ann.userName, password: ann.password })

  const { auth_time: authTime } = decodeJwt(broughtBack(visit).id_token ?? '')
  assert.equal(authTime, Math.floor(service.now().getTime() / 1000))
})

test('a user may go on with the account at hand, or take another one', async (t) => {
  const service = await startSignIn(t)
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
  const { browser } = await startSignIn(t)

  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl({ prompt: 'select_account' }))))
})

test('a hint at who is meant fills in the name, and asks whoever else is signed in, once', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()
  const hint = { login_hint: 'carol@elsewhere.example' }

  assert.ok(broughtBack(await browser.open(authorizeUrl({ login_hint: ann.userName.toUpperCase() }))).code)
  assert.equal(broughtBack(await browser.open(authorizeUrl({ ...hint, prompt: 'none' }))).error, 'login_required')
  const asked = await browser.open(authorizeUrl(hint))
  assert.match(asked.page?.text ?? '', /value="carol@elsewhere\.example"/)
  const visit = await browser.submit(asked, { username: ann.userName, password: ann.password })
  assert.ok(broughtBack(visit).code)
})

test('a session ends after a working day', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()

  service.skip(10 * 60 * 60 * 1000 - 1)
  assert.ok(broughtBack(await browser.open(authorizeUrl())).code)
  service.skip(1)
  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl())))
})

test('a session of a user who is gone is none', async (t) => {
  const { store, ticketKey, app } = await startSignIn(t)
  const tickets = openTickets(ticketKey, effects)
  const content = { tenantId: contoso, objectId: randomUUID(), authTime: 0 }
  const expiresAt = effects.now().getTime() + 60_000
  await store.change((tx) => tickets.keep(tx, 'session', { text: 'a session', family: 'a', expiresAt, content }))

  const headers = { host: new URL(origin).host, cookie: '__Host-lazulite=a%20session' }
  const { statusCode, body } = await app.inject({ url: authorizeUrl(), headers })

  assert.equal(statusCode, 200)
  assert.match(body, /type="password"/)
})

test('no other ticket is taken for a session', async (t) => {
  const service = await startSignIn(t)
  const browser = await service.givenASession()
  const { code = '' } = broughtBack(await browser.open(authorizeUrl()))

  browser.cookies.set('__Host-lazulite', code)

  assert.ok(isAskedForAPassword(await browser.open(authorizeUrl())))
})
