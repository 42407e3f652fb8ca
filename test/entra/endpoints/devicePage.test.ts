import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf } from '../../../conformance/clients/formOf.ts'
import type { Visit } from '../../../conformance/clients/visit.ts'
import { browse } from '../../support/browse.ts'
import { answerDevice, askForCodes, poll, typeCode } from '../../support/devices.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { assertRefusedWith, startSignIns } from '../../support/signIns.ts'
import { bob } from '../../support/signInWorld.ts'

const textOf = ({ page }: Visit): string => page?.text ?? ''

test('whoever has not signed in is asked to, before anything is said of a code', async (t) => {
  const azure = await startSignIns(t)
  const { user_code } = await askForCodes(azure)

  const opened = await azure.browser.open(`/device?user_code=${user_code}`)
  const posted = await azure.post('/device', { user_code })

  assert.match(textOf(opened), /type="password"/)
  assert.match(textOf(opened), /<p>to sign in on another device<\/p>/)
  assert.equal(posted.status, 400)
  assert.match(posted.body, /AADSTS165000/)
})

test('after the sign-in the page has the code that the address brought, and waits for the person', async (t) => {
  for (const name of ['user_code', 'otc']) {
    const azure = await startSignIns(t)
    const codes = await askForCodes(azure)

    const visit = await azure.browser.signIn(`/device?${name}=${codes.user_code}`)

    assert.equal(formOf(visit).fields.user_code, codes.user_code)
    assertRefusedWith(await poll(azure, codes), 'authorization_pending', 70016)
  }
})

test('the question names the client, the user and the code, and warns', async (t) => {
  const azure = await startSignIns(t)
  const { user_code } = await askForCodes(azure)

  const visit = await typeCode(azure, user_code)

  assert.equal(visit.page?.status, 200)
  const text = textOf(visit)
  assert.match(text, /<h1>Do you want to sign in to Microsoft Azure CLI on another device\?<\/h1>/)
  assert.match(text, /<strong>Administrator<\/strong> \(admin@lazulite\.local\)/)
  assert.match(text, /Continue only if you have just asked for it yourself/)
  assert.ok(text.includes(`<strong>${user_code}</strong>`))
})

test('the question alone allows nothing', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)

  await typeCode(azure, codes.user_code)

  assertRefusedWith(await poll(azure, codes), 'authorization_pending', 70016)
})

test('a code may be typed in small letters and with dashes', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const typed = codes.user_code.toLowerCase().replace(/(...)(?=.)/g, '$1-')

  await answerDevice(azure, typed)

  assert.equal((await poll(azure, codes)).status, 200)
})

test('the first answer counts, also of two at once', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const question = await typeCode(azure, codes.user_code)

  const pages = await Promise.all([
    azure.browser.submit(question, { answer: 'cancel' }),
    azure.browser.submit(question, { answer: 'continue' }),
  ])

  const titles = pages.map((page) => /<h1>(.*?)<\/h1>/.exec(textOf(page))?.[1])
  assert.deepEqual(titles, ['You have not signed in', 'Sign in on another device'])
  assertRefusedWith(await poll(azure, codes), 'authorization_declined', 65004)
})

test('two approvals at once give one sign-in', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const question = await typeCode(azure, codes.user_code)

  const pages = await Promise.all([1, 2].map(() => azure.browser.submit(question, { answer: 'continue' })))

  assert.deepEqual(pages.map(({ page }) => page?.status).sort(), [200, 400])
  assert.equal((await poll(azure, codes)).status, 200)
})

test('a form that was not shown to this browser answers nothing', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const question = await typeCode(azure, codes.user_code)
  const stranger = browse(azure)
  const strangersForm = formOf(await stranger.open('/device'))

  for (const csrf of ['', 'x', strangersForm.fields.csrf ?? assert.fail()]) {
    const visit = await azure.browser.submit(question, { csrf, answer: 'continue' })

    assert.equal(visit.page?.status, 400, csrf)
    assert.match(textOf(visit), /AADSTS165000/)
  }
  assertRefusedWith(await poll(azure, codes), 'authorization_pending', 70016)
})

test('a form from a foreign page is refused', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const { fields } = formOf(await typeCode(azure, codes.user_code))
  const cookie = azure.browser.cookieHeader()

  const { status } = await azure.post(
    '/device',
    { ...fields, answer: 'continue' },
    { cookie, origin: 'https://evil.test' },
  )

  assert.equal(status, 403)
  assertRefusedWith(await poll(azure, codes), 'authorization_pending', 70016)
})

test('who has become somebody else since the question was asked is asked again', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const question = await typeCode(azure, codes.user_code)
  const signIn = await azure.browser.open(`/device?user_code=${codes.user_code}&prompt=login`)
  await azure.browser.submit(signIn, { username: bob.userName, password: bob.password })

  const again = await azure.browser.submit(question, { answer: 'continue' })

  assert.match(textOf(again), /Do you want to sign in .*<strong>Bob<\/strong>/s)
  assertRefusedWith(await poll(azure, codes), 'authorization_pending', 70016)
})

test('an answer that is neither yes nor no changes nothing', async (t) => {
  const azure = await startSignIns(t)
  const question = await typeCode(azure, (await askForCodes(azure)).user_code)
  const before = await dumpStore(azure.store)

  const visit = await azure.browser.submit(question, { answer: 'perhaps' })

  assert.equal(visit.page?.status, 400)
  assert.equal(await dumpStore(azure.store), before)
})

test('a wrong code is told, and can be typed again', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)

  const wrong = await typeCode(azure, 'BBBBBBBBB')
  const question = await azure.browser.submit(wrong, { user_code: codes.user_code })

  assert.equal(wrong.page?.status, 400)
  assert.match(textOf(wrong), /role="alert">AADSTS70018: This code is not known/)
  assert.match(textOf(question), /Microsoft Azure CLI/)
})

test('who tries many codes is stopped for a while, and others are not', async (t) => {
  const azure = await startSignIns(t)
  const codes = await askForCodes(azure)
  const form = await azure.browser.signIn('/device')
  for (let count = 0; count < 10; count++)
    await azure.browser.submit(form, { user_code: `BBBBBBBB${'BCDFGHJKLM'[count]}` })

  const stopped = await azure.browser.submit(form, { user_code: codes.user_code })
  const other = browse(azure)
  const opened = await other.signIn('/device', bob)
  const asked = await other.submit(opened, { user_code: codes.user_code })
  azure.skip(61_000)
  const later = await azure.browser.submit(form, { user_code: codes.user_code })

  assert.equal(stopped.page?.status, 429)
  assert.ok(Number(stopped.page?.headers['retry-after']) > 0)
  assert.match(textOf(asked), /Microsoft Azure CLI/)
  assert.match(textOf(later), /Microsoft Azure CLI/)
})

test('what was typed and what the address holds stand on the page as text', async (t) => {
  const azure = await startSignIns(t)
  const evil = '"><script>alert(1)</script>'
  await azure.browser.signIn('/device')

  const opened = await azure.browser.open(`/device?${new URLSearchParams({ user_code: evil })}`)
  const typed = await typeCode(azure, evil)

  for (const visit of [opened, typed]) assert.ok(!textOf(visit).includes('<script'), textOf(visit))
  assert.equal(formOf(opened).fields.user_code, evil)
})

test('the pages may not be framed, run no script, and are kept by nobody', async (t) => {
  const azure = await startSignIns(t)
  const { user_code } = await askForCodes(azure)
  const question = await typeCode(azure, user_code)

  const headers = question.page?.headers ?? {}

  assert.match(
    String(headers['content-security-policy']),
    /default-src 'none'.*form-action 'self'; frame-ancestors 'none'/,
  )
  assert.ok(!/script-src/.test(String(headers['content-security-policy'])))
  assert.match(String(headers['cache-control']), /no-store/)
  assert.equal(headers['cross-origin-opener-policy'], undefined)
})
