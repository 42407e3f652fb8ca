import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Account } from '../../../src/core/attempts/account.ts'
import { OAuthError } from '../../../src/entra/oauthError.ts'
import { type SecretChecker, secretChecker } from '../../../src/entra/secrets/secretChecker.ts'
import { hashSecret } from '../../../src/entra/secrets/secretHash.ts'
import { cheapHash } from '../../support/cheapHash.ts'
import { countHashes } from '../../support/countHashes.ts'

const hash = await hashSecret('right', randomBytes)
const ann: Account = { kind: 'user', tenantId: 'contoso', name: 'ann@contoso.example' }
const right = ['right', hash, ann] as const
const wrong = ['wrong', hash, ann] as const

/** As many as may be checked and wait at once: whatever else must be checked is refused until they are done. */
const fillQueue = (check: SecretChecker): Promise<unknown> =>
  Promise.all(Array.from({ length: 102 }, (_, count) => check(`other-${count}`, hash, ann)))

test('a right secret is remembered, and waits for nobody', async () => {
  const check = secretChecker({ randomBytes })
  assert.equal(await check(...right), true)
  const others = fillQueue(check)

  assert.equal(await check(...right), true)

  await others
})

test('a wrong secret is checked anew each time', async () => {
  const check = secretChecker({ randomBytes })
  assert.equal(await check(...wrong), false)
  const others = fillQueue(check)

  await assert.rejects(check(...wrong), OAuthError)

  await others
})

test('what is remembered holds for that secret and hash alone', async () => {
  const check = secretChecker({ randomBytes })
  await check(...right)

  assert.equal(await check('right', cheapHash('changed'), ann), false)
  assert.equal(await check('right ', hash, ann), false)
})

test('the same attempt at the same time is checked once', async () => {
  const check = secretChecker({ randomBytes })

  const answers = await Promise.all(Array.from({ length: 1000 }, () => check(...wrong)))

  assert.ok(
    answers.every((answer) => answer === false),
    'as many could not have waited, each for itself',
  )
})

test('more guesses than can wait are sent away, and a known secret still passes', async () => {
  const check = secretChecker({ randomBytes })
  await check(...right)
  const cheap = cheapHash('x')

  const guesses = Array.from({ length: 150 }, (_, index) => check(`${index}`, cheap, ann))
  const known = await check(...right)
  const settled = await Promise.allSettled(guesses)

  assert.equal(known, true)
  const refused = settled.filter((one) => one.status === 'rejected').map(({ reason }) => reason)
  assert.equal(refused.length, 150 - 2 - 100)
  assert.ok(refused.every((error) => error instanceof OAuthError && error.status === 503))
})

test('the same secret for two accounts at the same time is checked for each, whatever it is checked with', async (t) => {
  const check = secretChecker({ randomBytes })
  const cheap = cheapHash('x')
  const hashes = countHashes(t)

  await Promise.all([check('wrong', cheap, ann), check('wrong', cheap, { ...ann, name: 'bob@contoso.example' })])
  assert.equal(hashes(), 2)
  await Promise.all([check('wrong', cheap, ann), check('wrong', cheap, { ...ann, name: 'ANN@contoso.example' })])
  assert.equal(hashes(), 3, 'and for the same account once')
})
