import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { OAuthError } from '../../src/entra/oauthError.ts'
import { secretChecker } from '../../src/entra/secretChecker.ts'
import { hashSecret } from '../../src/entra/secretHash.ts'
import { cheapHash } from './support.ts'

const hash = await hashSecret('right', randomBytes)
const right = ['right', hash] as const
const wrong = ['wrong', hash] as const

const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

test('a right secret is slow once and fast from then on', async () => {
  const check = secretChecker({ randomBytes })

  const first = await millisecondsOf(() => check(...right))
  const thousandMore = await millisecondsOf(async () => {
    for (let count = 0; count < 1000; count += 1) assert.equal(await check(...right), true)
  })

  assert.ok(thousandMore < first * 10, `${thousandMore} ms for a thousand, ${first} ms for the first`)
})

test('a wrong secret is slow each time, also after a right one', async () => {
  const check = secretChecker({ randomBytes })
  const first = await millisecondsOf(() => check(...right))

  for (let count = 0; count < 3; count += 1) {
    const again = await millisecondsOf(async () => assert.equal(await check(...wrong), false))
    assert.ok(again > first / 10, `${again} ms`)
  }
})

test('what is remembered holds for that secret and hash alone', async () => {
  const check = secretChecker({ randomBytes })
  await check(...right)

  assert.equal(await check('right', cheapHash('changed')), false)
  assert.equal(await check('right ', hash), false)
})

test('the same attempt at the same time is checked once', async () => {
  const check = secretChecker({ randomBytes })
  const one = await millisecondsOf(() => check(...wrong))

  const hundred = await millisecondsOf(async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => check(...wrong)))
    assert.ok(answers.every((answer) => answer === false))
  })

  assert.ok(hundred < one * 20, `${hundred} ms for a hundred, ${one} ms for one`)
})

test('more guesses than can wait are sent away, and a known secret still passes', async () => {
  const check = secretChecker({ randomBytes })
  await check(...right)
  const cheap = cheapHash('x')

  const guesses = Array.from({ length: 150 }, (_, index) => check(`${index}`, cheap))
  const known = await check(...right)
  const settled = await Promise.allSettled(guesses)

  assert.equal(known, true)
  const refused = settled.filter((one) => one.status === 'rejected').map(({ reason }) => reason)
  assert.equal(refused.length, 150 - 2 - 100)
  assert.ok(refused.every((error) => error instanceof OAuthError && error.status === 503))
})
