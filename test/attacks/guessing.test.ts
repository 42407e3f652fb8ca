import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { cheapHash } from '../entra/support.ts'
import { browse, formOf } from '../support/browse.ts'
import { countHashes } from '../support/countHashes.ts'
import { owner, tenantId } from '../support/known.ts'
import { startService } from '../support/startService.ts'
import { ownerForm } from '../support/tokenRequests.ts'

const attacker = '203.0.113.66'
const elsewhere = '192.0.2.1'
const minute = 60_000
const authorizePath =
  `/${tenantId}/oauth2/v2.0/authorize?response_type=code&client_id=04b07795-8ddb-461a-bbee-02f9e1bf7b46` +
  '&redirect_uri=http%3A%2F%2Flocalhost&scope=openid&code_challenge_method=S256' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWBuGJSstw-cM'

interface Try {
  readonly address: string
  readonly secret: string
  /** Whose it is to be; that of the Owner, or the administrator, unless told otherwise. */
  readonly account?: string
}

/** Hashes that cost a hundredth of the usual, so that no test waits for them. */
const startTarget = async (t: TestContext) => {
  const azure = await startService(t)
  await azure.store.change(async (tx) => {
    for (const [name, secret] of [
      [owner.clientId, owner.secret],
      ['admin@lazulite.local', 'lazulite'],
    ] as const) {
      const principal = await tx.findPrincipal(tenantId, name)
      assert.ok(principal)
      await tx.savePrincipal({ ...principal, secretHash: cheapHash(secret) })
    }
  })
  return azure
}

type Target = Awaited<ReturnType<typeof startTarget>>

const post = ({ app }: Target, url: string, sent: Pick<InjectOptions, 'headers' | 'remoteAddress'>, form: object) =>
  app.inject({
    method: 'POST',
    url,
    ...sent,
    headers: { host: 'localhost:8443', 'content-type': 'application/x-www-form-urlencoded', ...sent.headers },
    payload: new URLSearchParams({ ...form }).toString(),
  })

/** The two places where somebody can guess, each with a way to try and what a right try is answered with. */
const doors = {
  'secrets of an application': async (azure: Target) => ({
    guesses: 1000,
    right: owner.secret,
    opens: 200,
    knock: ({ address, secret, account = owner.clientId }: Try) =>
      post(
        azure,
        `/${tenantId}/oauth2/v2.0/token`,
        { remoteAddress: address },
        { ...ownerForm, client_id: account, client_secret: secret },
      ),
  }),
  'passwords on the sign-in page': async (azure: Target) => {
    const browser = browse(azure)
    const { action, fields } = formOf(await browser.open(authorizePath))
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      right: 'lazulite',
      guesses: 10_000,
      opens: 303,
      knock: ({ address, secret, account = 'admin@lazulite.local' }: Try) =>
        post(
          azure,
          action.pathname + action.search,
          { remoteAddress: address, headers: { cookie, origin: action.origin } },
          { ...fields, username: account, password: secret },
        ),
    }
  },
}

for (const [what, open] of Object.entries(doors)) {
  test(`any number of wrong ${what} open nothing, and cost no more than ten`, async (t) => {
    const azure = await startTarget(t)
    const { knock, opens, guesses } = await open(azure)
    const hashes = countHashes(t)

    const statuses = new Map<number, number>()
    for (let one = 0; one < guesses; one += 1) {
      const { statusCode } = await knock({ address: attacker, secret: `guess-${one}` })
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
    }

    assert.equal(statuses.get(opens), undefined)
    assert.equal(statuses.get(429), guesses - 10)
    assert.equal(hashes(), 10)
  })

  test(`while wrong ${what} come, the right one is refused there, taken elsewhere, and taken there a minute later`, async (t) => {
    const azure = await startTarget(t)
    const { knock, right, opens } = await open(azure)
    for (let one = 0; one < 20; one += 1) await knock({ address: attacker, secret: `guess-${one}` })

    const there = await knock({ address: attacker, secret: right })
    const elsewhereNow = await knock({ address: elsewhere, secret: right })
    azure.skip(minute)
    const later = await knock({ address: attacker, secret: right })

    assert.deepEqual([there.statusCode, elsewhereNow.statusCode, later.statusCode], [429, opens, opens])
    assert.match(String(there.headers['retry-after']), /^[1-9]\d?$/)
    assert.equal(there.headers['set-cookie'], undefined)
    assert.doesNotMatch(there.body, /access_token|eyJ/)
  })

  test(`a crowd that guesses at ${what} all at once is stopped, too`, async (t) => {
    const azure = await startTarget(t)
    const { knock, right, opens } = await open(azure)
    const hashes = countHashes(t)

    const replies = await Promise.all(
      Array.from({ length: 1000 }, (_, one) => knock({ address: attacker, secret: `guess-${one}` })),
    )

    assert.ok(replies.every(({ statusCode }) => statusCode !== opens && statusCode < 504))
    assert.ok(hashes() <= 102, `two at work, a hundred who wait, and the rest is sent away: ${hashes()}`)
    assert.equal((await knock({ address: attacker, secret: right })).statusCode, 429)
    assert.equal((await knock({ address: elsewhere, secret: right })).statusCode, opens)
  })

  test(`a hundred addresses that guess at ${what} together lock the account for all, and for a minute`, async (t) => {
    const azure = await startTarget(t)
    const { knock, right, opens } = await open(azure)
    for (let one = 0; one < 100; one += 1) await knock({ address: `203.0.113.${one}`, secret: `guess-${one}` })

    const now = await knock({ address: elsewhere, secret: right })
    azure.skip(minute)
    const later = await knock({ address: elsewhere, secret: right })

    assert.deepEqual([now.statusCode, later.statusCode], [429, opens])
  })

  test(`who guesses at ${what} of a hundred accounts is refused at the next, and nobody else is`, async (t) => {
    const azure = await startTarget(t)
    const { knock, right, opens } = await open(azure)
    for (let one = 0; one < 100; one += 1) {
      const name = `88888888-0000-0000-0000-${String(one).padStart(12, '0')}`
      await azure.store.change(async (tx) => {
        const principal = await tx.findPrincipal(
          tenantId,
          what.startsWith('sec') ? owner.clientId : 'admin@lazulite.local',
        )
        assert.ok(principal)
        await tx.savePrincipal({ ...principal, name, objectId: name })
      })
      await knock({ address: attacker, secret: 'guess', account: name })
    }

    const there = await knock({ address: attacker, secret: right })
    const elsewhereNow = await knock({ address: elsewhere, secret: right })

    assert.deepEqual([there.statusCode, elsewhereNow.statusCode], [429, opens])
  })
}
