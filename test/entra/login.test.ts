import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { browse, formOf } from '../support/browse.ts'
import { startService } from '../support/startService.ts'
import {
  ann,
  assertShown,
  authorizeUrl,
  bob,
  broughtBack,
  contoso,
  fabrikam,
  foreign,
  type SignInService,
  startSignIn,
} from './signInSupport.ts'
import { origin, otherOrigin } from './support.ts'

const wrong = { username: ann.userName, password: 'not the password' }
const right = { username: ann.userName, password: ann.password }

/** Sends the sign-in form by hand. */
const post = async (
  { app }: Pick<SignInService, 'app'>,
  { url, form, cookie, from }: { url: string; form: Record<string, string>; cookie?: string; from?: string },
) => {
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: {
      host: new URL(origin).host,
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie && { cookie }),
    },
    payload: new URLSearchParams(form).toString(),
    ...(from && { remoteAddress: from }),
  })
  return { status: reply.statusCode, headers: reply.headers, text: reply.body }
}

/** A form that was shown to a browser, as it may be sent by hand. */
const givenAForm = async (service: SignInService, url = authorizeUrl()) => {
  const browser = browse(service)
  const { action, fields } = formOf(await browser.open(url))
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { url: action.pathname + action.search, fields, cookie }
}

test('the right password begins a session, in a cookie that no script and no other site can use', async (t) => {
  const service = await startSignIn(t)
  const { url, fields, cookie } = await givenAForm(service)

  const { status, headers } = await post(service, { url, form: { ...fields, ...right }, cookie })

  assert.equal(status, 303)
  assert.match(String(headers.location), new RegExp(`^/${contoso}/oauth2/v2\\.0/authorize\\?`))
  assert.match(String(headers['set-cookie']), /^__Host-lazulite=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  assert.equal(headers['cache-control'], 'no-store, no-cache')
})

test('over plain http the cookies go without the prefix that only https may have', async (t) => {
  const service = await startSignIn(t)
  const browser = browse(service, otherOrigin)

  const visit = await browser.signIn(authorizeUrl(), ann)

  assert.ok(broughtBack(visit).code)
  assert.deepEqual([...browser.cookies.keys()], ['lazulite-form', 'lazulite'])
})

test('a wrong password shows the form again, with the name and the reason, and nothing of the password', async (t) => {
  const { browser } = await startSignIn(t)

  const visit = await browser.signIn(authorizeUrl(), { userName: wrong.username, password: wrong.password })

  const text = assertShown(visit, 400, 50126)
  assert.match(text, /value="ann@contoso\.example"/)
  assert.ok(!text.includes(wrong.password))
  assert.ok(!browser.cookies.has('__Host-lazulite'))
  assert.ok(broughtBack(await browser.submit(visit, right)).code, 'and the next try may be right')
})

test('whether a name exists cannot be told from the answer', async (t) => {
  const { browser } = await startSignIn(t)
  const textFor = async (userName: string) => {
    const visit = await browser.signIn(authorizeUrl(), { userName, password: wrong.password })
    return assertShown(visit, 400, 50126).replaceAll(userName, 'NAME')
  }

  const ofAnn = await textFor(ann.userName)

  for (const name of ['nobody@contoso.example', 'nobody@nowhere.example', 'nobody']) {
    assert.equal(await textFor(name), ofAnn)
  }
  assert.equal(await textFor(bob.userName), ofAnn, 'a user of another tenant is nobody here')
})

test('the name may be written in any letter case, with spaces around', async (t) => {
  const { browser } = await startSignIn(t)

  const visit = await browser.signIn(authorizeUrl(), { ...ann, userName: ` ${ann.userName.toUpperCase()} ` })

  assert.ok(broughtBack(visit).code)
})

describe('where the path leaves the tenant open', () => {
  const asApplicationOfAll = authorizeUrl(
    { client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', redirect_uri: 'http://localhost:8400' },
    '/organizations/oauth2/v2.0/authorize',
  )
  for (const [what, user, isKnown] of [
    ['the domain of the name says which it is', ann, true],
    ['for each tenant', bob, true],
    ['else the name does', { ...ann, userName: 'carol@elsewhere.example' }, true],
    ['but not one that two tenants have', { ...ann, userName: 'everywhere@elsewhere.example' }, false],
  ] as const) {
    test(what, async (t) => {
      const { browser } = await startSignIn(t)

      const visit = await browser.signIn(asApplicationOfAll, user)

      if (isKnown) assert.ok(broughtBack(visit).code)
      else assertShown(visit, 400, 50126)
    })
  }
})

describe('too many wrong passwords', () => {
  const fail = async (service: SignInService, times: number, from?: string) => {
    const { url, fields, cookie } = await givenAForm(service)
    const statuses: number[] = []
    for (let count = 0; count < times; count++) {
      const form = { ...fields, ...wrong, password: `${wrong.password} ${count}` }
      statuses.push((await post(service, { url, form, cookie, ...(from && { from }) })).status)
    }
    return { statuses, url, fields, cookie }
  }

  test('lock the account for where they came from, for a minute, right ones too', async (t) => {
    const service = await startSignIn(t)

    const { statuses, url, fields, cookie } = await fail(service, 11)
    const locked = await post(service, { url, form: { ...fields, ...right }, cookie })
    const elsewhere = await post(service, { url, form: { ...fields, ...right }, cookie, from: '192.0.2.7' })
    service.skip(60_000)
    const later = await post(service, { url, form: { ...fields, ...right }, cookie })

    assert.deepEqual(statuses, [...Array(10).fill(400), 429])
    assert.equal(locked.status, 429)
    assert.equal(locked.headers['retry-after'], '60')
    assert.match(locked.text, /role="alert">AADSTS50053: .* Try again in 60 seconds\./)
    assert.equal(locked.headers['set-cookie'], undefined)
    assert.deepEqual([elsewhere.status, later.status], [303, 303])
  })

  test('lock the account for everybody when they come from everywhere', async (t) => {
    const service = await startSignIn(t)
    for (let host = 1; host <= 10; host++) await fail(service, 10, `192.0.2.${host}`)
    const { url, fields, cookie } = await givenAForm(service)

    const { status } = await post(service, { url, form: { ...fields, ...right }, cookie, from: '198.51.100.1' })

    assert.equal(status, 429)
  })

  test('are no more when they come all at once, and the right one among them tells nothing', async (t) => {
    const service = await startSignIn(t)
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
    const service = await startSignIn(t)
    const { url, fields, cookie } = await givenAForm(service)
    const statuses: number[] = []
    for (let count = 0; count < 11; count++) {
      const form = { ...fields, username: 'nobody@contoso.example', password: `guess ${count}` }
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
      const service = await startSignIn(t)
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
    ['an empty one', '__Host-lazulite-form='],
    ['that of plain http', 'lazulite-form=x'],
  ] as const) {
    test(`is refused with its own token and ${what} for a cookie`, async (t) => {
      const service = await startSignIn(t)
      const { url, fields } = await givenAForm(service)

      const sent = { url, form: { ...fields, ...right }, ...(cookie !== undefined && { cookie }) }
      const { status, headers } = await post(service, sent)

      assert.deepEqual([status, headers['set-cookie']], [400, undefined])
    })
  }

  test('is refused when it says where it comes from, before the form is looked at', async (t) => {
    const { app } = await startService(t)
    for (const foreign of ['https://evil.example', 'null']) {
      const { statusCode } = await app.inject({
        method: 'POST',
        url: '/common/login?continue=%2Fdevice',
        headers: { host: 'localhost:8443', origin: foreign, 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'username=admin%40lazulite.local&password=lazulite',
      })

      assert.equal(statusCode, 403)
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
      const service = await startSignIn(t)
      const { fields, cookie } = await givenAForm(service)
      const query = goal === undefined ? '' : `?${new URLSearchParams({ continue: goal })}`

      const { status, headers, text } = await post(service, {
        url: `/common/login${query}`,
        form: { ...fields, ...right },
        cookie,
      })

      assert.equal(status, 400, String(headers.location))
      assert.deepEqual([headers.location, headers['set-cookie']], [undefined, undefined])
      assert.match(text, /AADSTS9002313/)
    })
  }

  test('not back to a client that is to be told nothing', async (t) => {
    const service = await startSignIn(t)
    const { fields, cookie } = await givenAForm(service)
    const goal = authorizeUrl({ redirect_uri: 'https://evil.example/' })

    const { status, headers } = await post(service, {
      url: `/common/login?${new URLSearchParams({ continue: goal })}`,
      form: { ...fields, ...right },
      cookie,
    })

    assert.deepEqual([status, headers['set-cookie']], [400, undefined])
  })

  test('and to the page of devices', async (t) => {
    const service = await startSignIn(t)
    const { fields, cookie } = await givenAForm(service)

    const { headers } = await post(service, {
      url: '/common/login?continue=%2Fdevice%3Fuser_code%3DABC',
      form: { ...fields, ...right },
      cookie,
    })

    assert.equal(headers.location, '/device?user_code=ABC')
  })
})

test('a session that somebody laid in the browser before is not the one that begins', async (t) => {
  const service = await startSignIn(t)
  const attacker = browse(service)
  const theirs = authorizeUrl({ client_id: foreign, redirect_uri: undefined }, `/${fabrikam}/oauth2/authorize`)
  await attacker.signIn(theirs, bob)
  const planted = attacker.cookies.get('__Host-lazulite') ?? ''
  const victim = browse(service)
  victim.cookies.set('__Host-lazulite', planted)

  await victim.submit(await victim.open(authorizeUrl({ prompt: 'login' })), right)

  assert.notEqual(victim.cookies.get('__Host-lazulite'), planted)
  const { page } = await attacker.open(theirs)
  assert.match(page?.text ?? '', /type="password"/, 'and is good for nobody any more')
})

test('a body that is too large, or of another kind, is refused with a page', async (t) => {
  const service = await startSignIn(t)
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
      const { browser } = await startSignIn(t)

      const { page } = await browser.open(url)

      const text = (page?.text ?? '').replace('<script>document.forms[0].submit()</script>', '')
      assert.doesNotMatch(text, /<script|<img src=x|<b>|<i>/)
      assert.match(text, /<h1>/)
      assert.match(String(page?.headers['content-security-policy']), /^default-src 'none'; /)
    })
  }

  test('the name that was typed', async (t) => {
    const { browser } = await startSignIn(t)

    const visit = await browser.signIn(authorizeUrl(), { userName: attack, password: 'x' })

    const text = assertShown(visit, 400, 50126)
    assert.doesNotMatch(text, /<script|<img src=x/)
    assert.equal(formOf(visit).fields.username, attack)
  })

  test('the names of the application, its tenant and the user', async (t) => {
    const service = await startSignIn(t)
    const { page: asked } = await service.browser.open(authorizeUrl())
    const { page: choice } = await (await service.givenASession()).open(authorizeUrl({ prompt: 'select_account' }))

    assert.match(asked?.text ?? '', /Orchard &#34;&#60;b&#62;&#34;/)
    assert.match(asked?.text ?? '', /Contoso &#38; &#60;i&#62;Sons&#60;\/i&#62;/)
    assert.match(choice?.text ?? '', /Ann &#60;Ash&#62;/)
  })
})

test('the pages need no script, are in no frame, and their style sheet is there', async (t) => {
  const { browser } = await startSignIn(t)

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
  const { browser } = await startSignIn(t)
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
