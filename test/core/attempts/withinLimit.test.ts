import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAttempts } from '../../../src/core/attempts/attempts.ts'
import { withinLimit } from '../../../src/core/attempts/withinLimit.ts'
import { OAuthError } from '../../../src/entra/oauthError.ts'

const account = { kind: 'user', tenantId: 'contoso', name: 'ann@contoso.example' } as const
const attempt = { account, address: '192.0.2.1' }

/** Shows what is right or wrong, and knows how often that was looked at. */
const startLimit = () => {
  const attempts = openAttempts({ now: () => new Date(0) })
  const looked: string[] = []
  return {
    looked,
    show: (secret: 'right' | 'wrong') =>
      withinLimit({ attempts }, attempt, {
        look: async () => {
          looked.push(secret)
          return secret === 'right' ? 'found' : undefined
        },
        tooMany: (retryAfterSeconds) => new OAuthError('TooManyAttempts', 'too many', { retryAfterSeconds }),
      }),
  }
}

const isTooMany = (error: unknown): boolean => error instanceof OAuthError && error.retryAfterSeconds === 60

test('what was found right is answered, and counts as no failure', async () => {
  const { show } = startLimit()

  for (let one = 0; one < 20; one += 1) assert.equal(await show('right'), 'found')
})

test('after ten that were wrong, not even the right one is looked at', async () => {
  const { show, looked } = startLimit()

  for (let one = 0; one < 10; one += 1) assert.equal(await show('wrong'), undefined)

  await assert.rejects(show('right'), isTooMany)
  assert.equal(looked.length, 10)
})

test('who shows many at the same time is told of ten, whether they were right', async () => {
  const { show } = startLimit()

  const shown = await Promise.allSettled([...Array<'wrong'>(20).fill('wrong'), 'right' as const].map(show))

  const refusals = shown.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  assert.equal(refusals.length, 11)
  assert.ok(refusals.every(isTooMany))
})

test('once the right one was shown, more than ten may be wrong before it is refused', async () => {
  const { show } = startLimit()
  await show('right')

  for (let one = 0; one < 99; one += 1) assert.equal(await show('wrong'), undefined)

  assert.equal(await show('right'), 'found')
})
