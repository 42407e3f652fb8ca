import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf } from '../../conformance/clients/formOf.ts'
import { asForm } from '../support/asForm.ts'
import { browse } from '../support/browse.ts'
import { countHashes } from '../support/countHashes.ts'
import { inject } from '../support/inject.ts'
import { owner, tenantId, user } from '../support/known.ts'
import { cliRequest } from '../support/signIns.ts'
import { startService } from '../support/startService.ts'
import { ownerForm } from '../support/tokenRequests.ts'

const attacker = '203.0.113.66'
const elsewhere = '192.0.2.1'
const minute = 60_000
const authorizePath = `/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(cliRequest)}`

interface Try {
  readonly address: string
  readonly secret: string
  /** Whose it is to be; that of the Owner, or the administrator, unless told otherwise. */
  readonly account?: string
}

type Target = Awaited<ReturnType<typeof startService>>

/** The two places where somebody can guess, each with a way to try and what a right try is answered with. */
const doors = {
  'secrets of an application': async (azure: Target) => ({
    guesses: 1000,
    right: owner.secret,
    opens: 200,
    knock: ({ address, secret, account = owner.clientId }: Try) =>
      inject(azure, {
        url: `/${tenantId}/oauth2/v2.0/token`,
        ...asForm({ ...ownerForm, client_id: account, client_secret: secret }),
        address,
      }),
  }),
  'passwords on the sign-in page': async (azure: Target) => {
    const browser = browse(azure)
    const { action, fields } = formOf(await browser.open(authorizePath))
    const headers = { cookie: browser.cookieHeader(), origin: action.origin }
    return {
      right: user.password,
      guesses: 10_000,
      opens: 303,
      knock: ({ address, secret, account = user.name }: Try) =>
        inject(azure, {
          url: action.pathname + action.search,
          ...asForm({ ...fields, username: account, password: secret }, headers),
          address,
        }),
    }
  },
}

for (const [what, open] of Object.entries(doors)) {
  test(`any number of wrong ${what} open nothing, and cost no more than ten`, async (t) => {
    const azure = await startService(t)
    const { knock, opens, guesses } = await open(azure)
    const hashes = countHashes(t)

    const statuses = new Map<number, number>()
    for (let one = 0; one < guesses; one += 1) {
      const { status } = await knock({ address: attacker, secret: `guess-${one}` })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }

    assert.equal(statuses.get(opens), undefined)
    assert.equal(statuses.get(429), guesses - 10)
    assert.equal(hashes(), 10)
  })

  test(`while wrong ${what} come, the right one is refused there, taken elsewhere, and taken there a minute later`, async (t) => {
    const azure = await startService(t)
    const { knock, right, opens } = await open(azure)
    for (let one = 0; one < 20; one += 1) await knock({ address: attacker, secret: `guess-${one}` })

    const there = await knock({ address: attacker, secret: right })
    const elsewhereNow = await knock({ address: elsewhere, secret: right })
    azure.skip(minute)
    const later = await knock({ address: attacker, secret: right })

    assert.deepEqual([there.status, elsewhereNow.status, later.status], [429, opens, opens])
    assert.match(String(there.headers['retry-after']), /^[1-9]\d?$/)
    assert.equal(there.headers['set-cookie'], undefined)
    assert.doesNotMatch(there.text, /access_token|eyJ/)
  })

  test(`a crowd that guesses at ${what} all at once is stopped, too`, async (t) => {
    const azure = await startService(t)
    const { knock, right, opens } = await open(azure)
    const hashes = countHashes(t)

    const replies = await Promise.all(
      Array.from({ length: 1000 }, (_, one) => knock({ address: attacker, secret: `guess-${one}` })),
    )

    assert.ok(replies.every(({ status }) => status !== opens && status < 504))
    assert.ok(hashes() <= 102, `two at work, a hundred who wait, and the rest is sent away: ${hashes()}`)
    assert.equal((await knock({ address: attacker, secret: right })).status, 429)
    assert.equal((await knock({ address: elsewhere, secret: right })).status, opens)
  })

  test(`a hundred addresses that guess at ${what} together lock the account for all, and for a minute`, async (t) => {
    const azure = await startService(t)
    const { knock, right, opens } = await open(azure)
    for (let one = 0; one < 100; one += 1) await knock({ address: `203.0.113.${one}`, secret: `guess-${one}` })

    const now = await knock({ address: elsewhere, secret: right })
    azure.skip(minute)
    const later = await knock({ address: elsewhere, secret: right })

    assert.deepEqual([now.status, later.status], [429, opens])
  })

  test(`who guesses at ${what} of a hundred accounts is refused at the next, and nobody else is`, async (t) => {
    const azure = await startService(t)
    const { knock, right, opens } = await open(azure)
    for (let one = 0; one < 100; one += 1) {
      const name = `88888888-0000-0000-0000-${String(one).padStart(12, '0')}`
      await azure.store.change(async (tx) => {
        const principal = await tx.findPrincipal(tenantId, what.startsWith('sec') ? owner.clientId : user.name)
        assert.ok(principal)
        await tx.savePrincipal({ ...principal, name, objectId: name })
      })
      await knock({ address: attacker, secret: 'guess', account: name })
    }

    const there = await knock({ address: attacker, secret: right })
    const elsewhereNow = await knock({ address: elsewhere, secret: right })

    assert.deepEqual([there.status, elsewhereNow.status], [429, opens])
  })
}
