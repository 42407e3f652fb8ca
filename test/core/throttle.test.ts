import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bucket, isFull, profiles, quotaKindOf, take, throttled } from '../../src/core/throttle.ts'

const limit = { burst: 2, tokensPerSecond: 0.5 }

test('a bucket gives as many as it holds, then one for each that has flowed in', () => {
  const first = take(limit, undefined, 0)
  assert.ok(first.allowed)
  const second = take(limit, first.bucket, 0)
  assert.ok(second.allowed)
  const third = take(limit, second.bucket, 0)

  assert.equal(first.remaining, 1)
  assert.equal(second.remaining, 0)
  assert.deepEqual(third, { allowed: false, retryAfterSeconds: 2 })
  assert.deepEqual(take(limit, second.bucket, 1_999), { allowed: false, retryAfterSeconds: 1 })
  assert.equal(take(limit, second.bucket, 2_000).allowed, true)
})

test('what has flowed in halfway is not lost', () => {
  const empty: Bucket = { tokens: 0, atMs: 0 }

  const later = take(limit, empty, 3_000)

  assert.ok(later.allowed)
  assert.equal(later.remaining, 0)
  assert.equal(take(limit, later.bucket, 4_000).allowed, true, 'half a token was left, and half came')
})

test('a bucket holds no more than its burst, however long nobody calls', () => {
  const decision = take(limit, { tokens: 0, atMs: 0 }, 1_000_000_000)

  assert.ok(decision.allowed)
  assert.equal(decision.remaining, 1)
})

test('a clock that is set back gives nothing and takes nothing', () => {
  const decision = take(limit, { tokens: 2, atMs: 10_000 }, 0)

  assert.ok(decision.allowed)
  assert.equal(decision.remaining, 1)
  assert.equal(take(limit, { tokens: 0, atMs: 10_000 }, 0).allowed, false)
})

test('taking changes no bucket in place', () => {
  const bucket = Object.freeze({ tokens: 1, atMs: 0 })

  take(limit, bucket, 0)
  take(limit, bucket, 5_000)

  assert.deepEqual(bucket, { tokens: 1, atMs: 0 })
})

test('whoever waits as long as told is let in, and never waits longer than a second too much', () => {
  const limits = [...Object.values(profiles.hourly.own), ...Object.values(profiles.bucket.own)]
  fc.assert(
    fc.property(
      fc.constantFrom(...limits),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 0, max: 2_000_000_000_000 }),
      (of, tokens, atMs) => {
        const refused = take(of, { tokens, atMs }, atMs)
        assert.ok(!refused.allowed)
        const { retryAfterSeconds } = refused
        assert.ok(Number.isInteger(retryAfterSeconds) && retryAfterSeconds >= 1)
        assert.ok(take(of, { tokens, atMs }, atMs + retryAfterSeconds * 1000).allowed)
        assert.ok((retryAfterSeconds - 1) * of.tokensPerSecond < 1)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('no sequence of calls gets more than the burst and what flows in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 60 }), (pauses) => {
      let bucket: Bucket | undefined
      let nowMs = 0
      let allowed = 0
      for (const pause of pauses) {
        nowMs += pause
        const decision = take(limit, bucket, nowMs)
        if (!decision.allowed) continue
        bucket = decision.bucket
        allowed += 1
      }
      assert.ok(allowed <= limit.burst + (nowMs / 1000) * limit.tokensPerSecond + 1e-6)
    }),
  )
})

test('a bucket is full again when all has flowed back, and not before', () => {
  assert.equal(isFull(limit, { tokens: 1, atMs: 0 }, 1_999), false)
  assert.equal(isFull(limit, { tokens: 1, atMs: 0 }, 2_000), true)
})

test('the last word of an action says what a call counts as', () => {
  for (const [action, kind] of [
    ['Microsoft.DataFactory/factories/integrationruntimes/getstatus/read', 'reads'],
    ['Microsoft.DataFactory/factories/integrationruntimes/listauthkeys/action', 'writes'],
    ['Microsoft.DataFactory/factories/integrationruntimes/regenerateauthkey/action', 'writes'],
    ['Microsoft.DataFactory/factories/write', 'writes'],
    ['Microsoft.DataFactory/factories/Delete', 'deletes'],
    ['Microsoft.DataFactory/factories/READ', 'reads'],
    [undefined, 'reads'],
  ] as const) {
    assert.equal(quotaKindOf(action), kind, action)
  }
})

test('a refusal names what was too much, of what and for whom', () => {
  const { code, message, retryAfterSeconds } = throttled({ level: 'tenant', of: 't', kind: 'reads' }, 'o', 7)

  assert.equal(code, 'TenantRequestsThrottled')
  assert.equal(retryAfterSeconds, 7)
  assert.match(
    message,
    /^Number of 'read' requests for tenant 't' actor 'o' exceeded\. Please try again after '7' seconds /,
  )
  assert.match(
    throttled({ level: 'subscription', of: 's', kind: 'deletes' }, 'o', 1).message,
    /^Number of 'delete' requests /,
  )
})
