import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formOf } from '../../../conformance/clients/formOf.ts'
import { asForm, type Form } from '../../support/asForm.ts'
import { assertShown, authorizeUrl, broughtBack } from '../../support/authorizeRequests.ts'
import { browse } from '../../support/browse.ts'
import { inject } from '../../support/inject.ts'
import { azureCli, origin, tenantId } from '../../support/known.ts'
import { type SignIns, startSignIns } from '../../support/signIns.ts'
import { ann, bob, carol, foreignApp, twins } from '../../support/signInWorld.ts'
import { otherTenantId } from '../../support/twoTenants.ts'

const wrong = { username: ann.userName, password: 'not the password' }
const right = { username: ann.userName, password: ann.password }

interface Sent {
  readonly url: string
  readonly form: Form
  readonly cookie?: string
}

/** Sends the sign-in form by hand. */
const post = (service: SignIns, { url, form, cookie }: Sent) =>
  inject(service, { url, ...asForm(form, cookie ? { cookie } : {}) })

/** A form that was shown to a browser, as it may be sent by hand. */
const givenAForm = async (service: SignIns, url = authorizeUrl()) => {
  const browser = browse(service)
  const { action, fields } = formOf(await browser.open(url))
  return { url: action.pathname + action.search, fields, cookie: browser.cookieHeader() }
}

test('the right password begins a session, in a cookie that no script and no other site can use', async (t) => {
  const service = await startSignIns(t)
  const { url, fields, cookie } = await givenAForm(service)

  const { status, headers } = await post(service, { url, form: { ...fields, ...right }, cookie })

  assert.equal(status, 303)
  assert.match(String(headers.location), new RegExp(`^/${tenantId}/oauth2/v2\\.0/authorize\\?`))
  assert.match(
    String(headers['set-cookie']),
    /^__Host-lazulite-8443=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  assert.equal(headers['cache-control'], 'no-store, no-cache')
})

test('over plain http the cookies go without the prefix that only https may have', async (t) => {
  const service = await startSignIns(t)
  const browser = browse(service, 'http://localhost:8080')

  const visit = await browser.signIn(authorizeUrl(), ann)

  assert.ok(broughtBack(visit).code)
  assert.deepEqual([...browser.cookies.keys()], ['lazulite-form-8080', 'lazulite-8080'])
})

test('what comes after the sign-in is in the form, not in its address, which has an end', async (t) => {
  const { browser } = await startSignIns(t)
  const state = '%'.repeat(10_000)

  const asked = await browser.open(authorizeUrl({ state }))
  const again = await browser.submit(asked, wrong)
  const visit = await browser.submit(again, right)

  for (const { action, fields } of [formOf(asked), formOf(again)]) {
    assert.equal(action.href, `${origin}/${tenantId}/login`)
    assert.equal(new URL(fields.continue ?? '', origin).searchParams.get('state'), state)
  }
  assert.equal(broughtBack(visit).state, state)
})

test('a wrong password shows the form again, with the name and the reason, and nothing of the password', async (t) => {
  const { browser } = await startSignIns(t)

  const visit = await browser.signIn(authorizeUrl(), { userName: wrong.username, password: wrong.password })

  const text = assertShown(visit, 400, 50126)
  assert.match(text, /value="ann@lazulite\.local"/)
  assert.ok(!text.includes(wrong.password))
  assert.ok(!browser.cookies.has('__Host-lazulite-8443'))
  assert.ok(broughtBack(await browser.submit(visit, right)).code, 'and the next try may be right')
})

test('whether a name exists cannot be told from the answer', async (t) => {
  const { browser } = await startSignIns(t)
  const textFor = async (userName: string) => {
    const visit = await browser.signIn(authorizeUrl(), { userName, password: wrong.password })
    return assertShown(visit, 400, 50126).replaceAll(userName, 'NAME')
  }

  const ofAnn = await textFor(ann.userName)

  for (const name of ['nobody@lazulite.local', 'nobody@nowhere.example', 'nobody']) {
    assert.equal(await textFor(name), ofAnn)
  }
  assert.equal(await textFor(bob.userName), ofAnn, 'a user of another tenant is nobody here')
})

test('the name may be written in any letter case, with spaces around', async (t) => {
  const { browser } = await startSignIns(t)

  const visit = await browser.signIn(authorizeUrl(), { ...ann, userName: ` ${ann.userName.toUpperCase()} ` })

  assert.ok(broughtBack(visit).code)
})

describe('where the path leaves the tenant open', () => {
  const asApplicationOfAll = authorizeUrl(
    { client_id: azureCli, redirect_uri: 'http://localhost:8400' },
    '/organizations/oauth2/v2.0/authorize',
  )
  for (const [what, user, isKnown] of [
    ['the domain of the name says which it is', ann, true],
    ['for each tenant', bob, true],
    ['else the name does', carol, true],
    ['but not one that two tenants have', twins, false],
  ] as const) {
    test(what, async (t) => {
      const { browser } = await startSignIns(t)

      const visit = await browser.signIn(asApplicationOfAll, user)

      if (isKnown) assert.ok(broughtBack(visit).code)
      else assertShown(visit, 400, 50126)
    })
  }
})

describe('too many wrong passwords', () => {
  test('are told as such on the page, with the time to wait', async (t) => {
    const service = await startSignIns(t)
    const { url, fields, cookie } = await givenAForm(service)
    for (let count = 0; count < 10; count++) await post(service, { url, form: { ...fields, ...wrong }, cookie })

    const { status, text } = await post(service, { url, form: { ...fields, ...right }, cookie })

    assert.equal(status, 429)
    assert.match(text, /role="alert">AADSTS50053: .* Try again in \d+ seconds\./)
  })

  test('are no more when they come all at once, and the right one among them tells nothing', async (t) => {
    const service = await startSignIns(t)
    const { url, fields, cookie } = await givenAForm(service)
    const guesses = [...Array(60).keys()].map((count) =>
      count === 50 ? right : { ...wrong, password: `guess ${count}` },
    )

    const answers = await Promise.all(
      guesses.map((guess) => post(service, { url, form: { ...fields, ...guess }, cookie })),
    )

    const wrongs = answers.filter(({ status }) => status === 400)
    assert.equal(wrongs.length, 10)
    assert.deepEqual([...new Set(answers.map(({ status }) => status))].sort(), [400, 429])
  })

  test('count the same for a name that nobody has', async (t) => {
    const service = await startSignIns(t)
    const { url, fields, cookie } = await givenAForm(service)
    const statuses: number[] = []
    for (let count = 0; count < 11; count++) {
      const form = { ...fields, username: 'nobody@lazulite.local', password: `guess ${count}` }
      statuses.push((await post(service, { url, form, cookie })).status)
    }

    assert.deepEqual(statuses, [...Array(10).fill(400), 429])
  })
})

describe('a sign-in that another site has the browser send', () => {
  for (const [what, change] of [
    ['without the token of the form', () => ({ csrf: '' })],
    ['with a token that it made up', () => ({ csrf: 'x'.repeat(43) })],
    ['with a token that was shown to somebody else', (other: string) => ({ csrf: other })],
  ] as const) {
    test(`is refused ${what}`, async (t) => {
      const service = await startSignIns(t)
      const { url, fields, cookie } = await givenAForm(service)
      const other = await givenAForm(service)
      const form = { ...fields, ...right, ...change(other.fields.csrf ?? '') }

      const { status, headers, text } = await post(service, { url, form, cookie })

      assert.equal(status, 400)
      assert.match(text, /AADSTS165000/)
      assert.equal(headers['set-cookie'], undefined)
    })
  }

  for (const [what, cookie] of [
    ['none', undefined],
    ['an empty one', '__Host-lazulite-form-8443='],
    ['that of plain http', 'lazulite-form-8080=x'],
    ['that of a server beside it', '__Host-lazulite-form-9443=x'],
  ] as const) {
    test(`is refused with its own token and ${what} for a cookie`, async (t) => {
      const service = await startSignIns(t)
      const { url, fields } = await givenAForm(service)

      const sent = { url, form: { ...fields, ...right }, ...(cookie !== undefined && { cookie }) }
      const { status, headers } = await post(service, sent)

      assert.deepEqual([status, headers['set-cookie']], [400, undefined])
    })
  }

  test('is refused when it says where it comes from, before the form is looked at', async (t) => {
    const service = await startSignIns(t)
    for (const foreign of ['https://evil.example', 'null']) {
      const { status } = await inject(service, {
        url: '/common/login',
        ...asForm({ ...right, continue: '/device' }, { origin: foreign }),
      })

      assert.equal(status, 403)
    }
  })
})

describe('a sign-in leads nowhere but to pages of this server that need one', () => {
  for (const goal of [
    undefined,
    '',
    'https://evil.example/device',
    '//evil.example/device',
    '///evil.example/device',
    '/\\evil.example/device',
    '\\\\evil.example/device',
    '/..//evil.example/device',
    '/.//evil.example/common/oauth2/authorize',
    '/%2f%2fevil.example/oauth2/authorize',
    '/\t/evil.example/device',
    ' /device',
    'device',
    'javascript:alert(1)',
    `${origin}/device`,
    'http://localhost:8080/device',
    '/device/../../evil',
    '/device/more',
    '/docs',
    '/common/login',
    '/common/oauth2/token',
    '/common/oauth2/v2.0/logout',
    '/subscriptions?api-version=2022-12-01',
  ]) {
    test(`not to ${JSON.stringify(goal)}`, async (t) => {
      const service = await startSignIns(t)
      const { fields, cookie } = await givenAForm(service)
      const { continue: _, ...others } = fields

      const { status, headers, text } = await post(service, {
        url: '/common/login',
        form: { ...others, ...right, ...(goal !== undefined && { continue: goal }) },
        cookie,
      })

      assert.equal(status, 400, String(headers.location))
      assert.deepEqual([headers.location, headers['set-cookie']], [undefined, undefined])
      assert.match(text, /AADSTS9002313/)
    })
  }

  test('not back to a client that is to be told nothing', async (t) => {
    const service = await startSignIns(t)
    const { fields, cookie } = await givenAForm(service)
    const goal = authorizeUrl({ redirect_uri: 'https://evil.example/' })

    const { status, headers } = await post(service, {
      url: '/common/login',
      form: { ...fields, ...right, continue: goal },
      cookie,
    })

    assert.deepEqual([status, headers['set-cookie']], [400, undefined])
  })

  test('and to the page of devices', async (t) => {
    const service = await startSignIns(t)
    const { fields, cookie } = await givenAForm(service)

    const { headers } = await post(service, {
      url: '/common/login',
      form: { ...fields, ...right, continue: '/device?user_code=ABC' },
      cookie,
    })

    assert.equal(headers.location, '/device?user_code=ABC')
  })
})

test('a session that somebody laid in the browser before is not the one that begins', async (t) => {
  const service = await startSignIns(t)
  const attacker = browse(service)
  const theirs = authorizeUrl(
    { client_id: foreignApp.clientId, redirect_uri: undefined },
    `/${otherTenantId}/oauth2/authorize`,
  )
  await attacker.signIn(theirs, bob)
  const planted = attacker.cookies.get('__Host-lazulite-8443') ?? ''
  const victim = browse(service)
  victim.cookies.set('__Host-lazulite-8443', planted)

  await victim.submit(await victim.open(authorizeUrl({ prompt: 'login' })), right)

  assert.notEqual(victim.cookies.get('__Host-lazulite-8443'), planted)
  const { page } = await attacker.open(theirs)
  assert.match(page?.text ?? '', /type="password"/, 'and is good for nobody any more')
})

test('a body that is too large, or of another kind, is refused with a page', async (t) => {
  const service = await startSignIns(t)
  const { url, fields, cookie } = await givenAForm(service)

  const large = await post(service, { url, form: { ...fields, ...right, password: 'x'.repeat(64 * 1024) }, cookie })

  assert.equal(large.status, 413)
  assert.match(String(large.headers['content-type']), /^text\/html/)
})

describe('whatever is shown is text, and never HTML', () => {
  const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&`
  for (const [what, url] of [
    ['client', authorizeUrl({ client_id: attack })],
    ['redirect URI', authorizeUrl({ redirect_uri: attack })],
    ['tenant', authorizeUrl({}, `/${encodeURIComponent(attack.replaceAll('/', ''))}/oauth2/v2.0/authorize`)],
    ['hint', authorizeUrl({ login_hint: attack })],
    ['state', authorizeUrl({ state: attack })],
    ['state in a form', authorizeUrl({ state: attack, response_mode: 'form_post', prompt: 'none' })],
    ['parameter', `${authorizeUrl()}&${encodeURIComponent(attack)}=1&${encodeURIComponent(attack)}=2`],
    ['response type in a form', authorizeUrl({ response_type: attack, response_mode: 'form_post' })],
  ] as const) {
    test(`the ${what} that was asked with`, async (t) => {
      const { browser } = await startSignIns(t)

      const { page } = await browser.open(url)

      const text = (page?.text ?? '').replace('<script>document.forms[0].submit()</script>', '')
      assert.doesNotMatch(text, /<script|<img src=x|<b>|<i>/)
      assert.match(text, /<h1>/)
      assert.match(String(page?.headers['content-security-policy']), /^default-src 'none'; /)
    })
  }

  test('the name that was typed', async (t) => {
    const { browser } = await startSignIns(t)

    const visit = await browser.signIn(authorizeUrl(), { userName: attack, password: 'x' })

    const text = assertShown(visit, 400, 50126)
    assert.doesNotMatch(text, /<script|<img src=x/)
    assert.equal(formOf(visit).fields.username, attack)
  })

  test('the names of the application, its tenant and the user', async (t) => {
    const service = await startSignIns(t)
    const { page: asked } = await service.browser.open(authorizeUrl())
    const { page: choice } = await (await service.givenASession()).open(authorizeUrl({ prompt: 'select_account' }))

    assert.match(asked?.text ?? '', /Web &#34;&#60;b&#62;&#34; app/)
    assert.match(asked?.text ?? '', /Lazulite &#38; &#60;i&#62;Sons&#60;\/i&#62;/)
    assert.match(choice?.text ?? '', /Ann &#60;Ash&#62;/)
  })
})

test('the pages need no script, are in no frame, and their style sheet is there', async (t) => {
  const { browser } = await startSignIns(t)

  const { page } = await browser.open(authorizeUrl())
  const style = await browser.open('/sign-in.css')

  assert.equal(page?.headers['x-frame-options'], 'DENY')
  const policy = String(page?.headers['content-security-policy'])
  assert.match(policy, /frame-ancestors 'none'/)
  assert.doesNotMatch(policy, /script-src|unsafe/)
  assert.equal(page?.headers['referrer-policy'], 'strict-origin')
  assert.match(page?.text ?? '', /href="\/sign-in\.css"/)
  assert.equal(style.page?.status, 200)
  assert.equal(style.page?.headers['content-type'], 'text/css; charset=utf-8')
})

test('a person with a screen reader or a password manager is told what each field is', async (t) => {
  const { browser } = await startSignIns(t)
  const { page } = await browser.open(authorizeUrl())

  const text = page?.text ?? ''
  for (const [name, autocomplete] of [
    ['username', 'username'],
    ['password', 'current-password'],
  ]) {
    assert.match(text, new RegExp(`<label for="${name}">`))
    assert.match(text, new RegExp(`<input id="${name}" [^>]*autocomplete="${autocomplete}"`))
  }
  assert.match(text, /<html lang="en">/)
})
