import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Account } from '../../../src/core/attempts/account.ts'
import { openAttempts } from '../../../src/core/attempts/attempts.ts'
import type { Attempt } from '../../../src/core/attempts/counters.ts'

const ann: Account = { kind: 'user', tenantId: 'contoso', name: 'ann@contoso.example' }
const named = (name: string): Account => ({ ...ann, name })
const here: Attempt = { account: ann, address: '192.0.2.1' }
const elsewhere = { ...here, address: '192.0.2.2' }
const another = { ...here, account: named('bob@contoso.example') }

const startAttempts = () => {
  let milliseconds = Date.UTC(2026, 0, 1)
  const attempts = openAttempts({ now: () => new Date(milliseconds) })
  return {
    ...attempts,
    fail: (times: number, attempt = here): void => {
      for (let one = 0; one < times; one += 1) attempts.failed(attempt)
    },
    skip: (seconds: number): void => {
      milliseconds += seconds * 1000
    },
  }
}

test('nine failures cost nothing, the tenth a minute', () => {
  const attempts = startAttempts()

  attempts.fail(9)
  assert.equal(attempts.secondsToWait(here), 0)
  attempts.fail(1)
  assert.equal(attempts.secondsToWait(here), 60)
})

test('the minute is that of the first failure, and what is left of it is told', () => {
  const attempts = startAttempts()

  attempts.fail(1)
  attempts.skip(20)
  attempts.fail(9)
  assert.equal(attempts.secondsToWait(here), 40)
  attempts.skip(40)
  assert.equal(attempts.secondsToWait(here), 0)
})

test('failures of an earlier minute do not count', () => {
  const attempts = startAttempts()

  attempts.fail(9)
  attempts.skip(60)
  attempts.fail(9)

  assert.equal(attempts.secondsToWait(here), 0)
})

test('who guesses from one address locks the account for that address alone', () => {
  const attempts = startAttempts()

  attempts.fail(99)

  assert.equal(attempts.secondsToWait(elsewhere), 0)
})

test('who guesses from many addresses locks the account for all', () => {
  const attempts = startAttempts()

  for (let one = 0; one < 100; one += 1) attempts.fail(1, { ...here, address: `198.51.100.${one}` })

  assert.equal(attempts.secondsToWait(elsewhere), 60)
  assert.equal(attempts.secondsToWait({ ...another, address: elsewhere.address }), 0)
})

test('who guesses at many accounts from one address locks that address', () => {
  const attempts = startAttempts()

  for (let one = 0; one < 100; one += 1) attempts.fail(1, { ...here, account: named(`user${one}@contoso.example`) })

  assert.equal(attempts.secondsToWait(another), 60)
  assert.equal(attempts.secondsToWait({ ...another, address: elsewhere.address }), 0)
})

test('failures at an address are none of an account that is called like it', () => {
  const attempts = startAttempts()

  for (let one = 0; one < 100; one += 1) attempts.fail(1, { ...here, account: named(`user${one}@contoso.example`) })

  assert.equal(attempts.secondsToWait({ account: named(here.address), address: 'address' }), 0)
})

test('an account is the same in any letter case', () => {
  const attempts = startAttempts()

  attempts.fail(10, { ...here, account: named('ANN@contoso.example') })

  assert.equal(attempts.secondsToWait(here), 60)
})

test('where the right secret was shown before, a hundred may be wrong, and other addresses lock nobody out there', () => {
  const attempts = startAttempts()
  attempts.succeeded(here)

  attempts.fail(99)
  assert.equal(attempts.secondsToWait(here), 0)
  attempts.fail(100, elsewhere)
  assert.equal(attempts.secondsToWait(here), 0)
  assert.equal(attempts.secondsToWait({ ...here, address: '192.0.2.3' }), 60)
  attempts.fail(1)
  assert.equal(attempts.secondsToWait(here), 60)
})

test('nobody who guesses at others from an address locks out who has shown the right secret there', () => {
  const attempts = startAttempts()
  attempts.succeeded(here)

  for (let one = 0; one < 200; one += 1) attempts.fail(1, { ...here, account: named(`user${one}@contoso.example`) })

  assert.equal(attempts.secondsToWait(here), 0)
  assert.equal(attempts.secondsToWait(another), 60)
})

test('that it was shown counts for that account and address alone', () => {
  const attempts = startAttempts()
  attempts.succeeded(here)

  attempts.fail(10, elsewhere)
  attempts.fail(10, another)

  assert.deepEqual([attempts.secondsToWait(elsewhere), attempts.secondsToWait(another)], [60, 60])
})

for (const [what, account] of [
  ['in another tenant', { ...ann, tenantId: 'fabrikam' }],
  ['of an application', { ...ann, kind: 'application' }],
  ['of a device', { ...ann, kind: 'device' }],
] as const) {
  test(`the same name ${what} is another account`, () => {
    const attempts = startAttempts()

    attempts.fail(10)

    assert.equal(attempts.secondsToWait({ ...here, account }), 0)
  })
}

test('all addresses of a network of IPv6 are one guesser', () => {
  const attempts = startAttempts()

  for (let one = 0; one < 10; one += 1) attempts.fail(1, { ...here, address: `2001:db8:1:2::${one}` })

  assert.equal(attempts.secondsToWait({ ...here, address: '2001:db8:1:2:ffff::1' }), 60)
  assert.equal(attempts.secondsToWait({ ...here, address: '2001:db8:1:3::1' }), 0)
})

test('an address of IPv4 is the same where it is mapped to IPv6', () => {
  const attempts = startAttempts()

  attempts.fail(10, { ...here, address: `::ffff:${here.address}` })

  assert.equal(attempts.secondsToWait(here), 60)
  assert.equal(attempts.secondsToWait({ ...here, address: `::ffff:${elsewhere.address}` }), 0)
})
