import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Throttle, throttleBy } from '../../src/arm/throttle.ts'
import type { CloudError } from '../../src/core/errors.ts'
import { type Profile, profiles, type Quota } from '../../src/core/throttle.ts'
import { groupUrl, nobody, owner, reader, runtimeUrl, subscriptionId } from '../support/known.ts'
import { type Service, shareService } from '../support/shareService.ts'
import { quotaHeaders } from '../support/standardHeaders.ts'
import { startService } from '../support/startService.ts'

const writes: Quota = { level: 'subscription', of: subscriptionId, kind: 'writes' }
const reads: Quota = { ...writes, kind: 'reads' }
const deletes: Quota = { ...writes, kind: 'deletes' }
const prefix = 'x-ms-ratelimit-remaining-'

/** A throttle with a clock that stands still until it is moved. */
const throttleAt = (profile: Profile | undefined) => {
  let nowMs = 0
  const throttle = throttleBy(profile, () => new Date(nowMs))
  return {
    throttle,
    skip: (milliseconds: number): void => {
      nowMs += milliseconds
    },
  }
}

const refusalOf = (throttle: Throttle, quota: Quota, objectId: string): CloudError | undefined => {
  try {
    throttle(quota, objectId)
    return undefined
  } catch (error) {
    return error as CloudError
  }
}

const drain = (throttle: Throttle, quota: Quota, objectId: string): number => {
  let calls = 0
  while (!refusalOf(throttle, quota, objectId)) calls += 1
  return calls
}

test('an hour has 12,000 reads, 1,200 writes and 15,000 deletes, and the header counts down', () => {
  const { throttle } = throttleAt(profiles.hourly)

  assert.deepEqual(throttle(writes, 'a'), { [`${prefix}subscription-writes`]: '1199' })
  assert.deepEqual(throttle(writes, 'a'), { [`${prefix}subscription-writes`]: '1198' })
  assert.deepEqual(throttle(reads, 'a'), { [`${prefix}subscription-reads`]: '11999' })
  assert.deepEqual(throttle(deletes, 'a'), { [`${prefix}subscription-deletes`]: '14999' })
  assert.deepEqual(throttle({ level: 'tenant', of: 't', kind: 'reads' }, 'a'), { [`${prefix}tenant-reads`]: '11999' })
})

test('a bucket has 250 reads or 200 writes, and all callers together fifteen times as many', () => {
  const { throttle } = throttleAt(profiles.bucket)

  assert.deepEqual(throttle(reads, 'a'), {
    [`${prefix}subscription-reads`]: '249',
    [`${prefix}subscription-global-reads`]: '3749',
  })
  for (const quota of [writes, deletes]) {
    assert.deepEqual(throttle(quota, 'a'), {
      [`${prefix}subscription-${quota.kind}`]: '199',
      [`${prefix}subscription-global-${quota.kind}`]: '2999',
    })
  }
})

test('no caller spends what is another’s own, and all spend what is everybody’s', () => {
  const { throttle } = throttleAt(profiles.bucket)
  throttle(writes, 'a')

  assert.deepEqual(throttle(writes, 'b'), {
    [`${prefix}subscription-writes`]: '199',
    [`${prefix}subscription-global-writes`]: '2998',
  })
})

test('each subscription and each tenant has quotas of its own', () => {
  const { throttle } = throttleAt(profiles.hourly)
  throttle(writes, 'a')

  assert.deepEqual(throttle({ ...writes, of: 'another' }, 'a'), { [`${prefix}subscription-writes`]: '1199' })
  assert.deepEqual(throttle({ ...writes, level: 'tenant' }, 'a'), { [`${prefix}tenant-writes`]: '1199' })
})

test('who has used up the quota is told in Azure’s words when to come back', () => {
  const { throttle } = throttleAt(profiles.hourly)
  assert.equal(drain(throttle, writes, 'a'), 1200)

  const refusal = refusalOf(throttle, writes, 'a')

  assert.equal(refusal?.code, 'SubscriptionRequestsThrottled')
  assert.equal(refusal?.status, 429)
  assert.equal(refusal?.retryAfterSeconds, 3)
  assert.equal(
    refusal?.message,
    `Number of 'write' requests for subscription '${subscriptionId}' actor 'a' exceeded. Please try again after '3' ` +
      'seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.',
  )
})

test('who comes back when told to is let in, however often it asked in between', () => {
  const { throttle, skip } = throttleAt(profiles.hourly)
  drain(throttle, writes, 'a')
  for (let call = 0; call < 100; call += 1) refusalOf(throttle, writes, 'a')

  skip(2_999)
  assert.equal(refusalOf(throttle, writes, 'a')?.retryAfterSeconds, 1)
  skip(1)

  assert.equal(refusalOf(throttle, writes, 'a'), undefined)
  assert.equal(refusalOf(throttle, writes, 'a')?.retryAfterSeconds, 3)
})

test('an hour later all is as it was at first, and no more', () => {
  const { throttle, skip } = throttleAt(profiles.hourly)
  drain(throttle, writes, 'a')

  skip(10 * 3_600_000)

  assert.equal(drain(throttle, writes, 'a'), 1200)
})

test('who finds the common quota used up loses nothing of the own', () => {
  const limits = (burst: number) => {
    const limit = { burst, tokensPerSecond: 1 }
    return { reads: limit, writes: limit, deletes: limit }
  }
  const { throttle, skip } = throttleAt({ own: limits(10), global: limits(3) })
  for (const caller of ['a', 'b', 'c']) throttle(writes, caller)

  for (let call = 0; call < 20; call += 1) assert.ok(refusalOf(throttle, writes, 'd'))
  skip(1_000)

  assert.deepEqual(throttle(writes, 'd'), {
    [`${prefix}subscription-writes`]: '9',
    [`${prefix}subscription-global-writes`]: '0',
  })
})

test('a crowd of callers buys nobody a new quota', () => {
  const { throttle, skip } = throttleAt(profiles.hourly)
  drain(throttle, writes, 'a')

  for (let caller = 0; caller < 40_000; caller += 1) throttle(writes, `caller-${caller}`)

  assert.ok(refusalOf(throttle, writes, 'a'))
  skip(3_600_000)
  assert.deepEqual(throttle(writes, 'a'), { [`${prefix}subscription-writes`]: '1199' })
})

test('without a profile nothing is refused, and nothing said', () => {
  const { throttle } = throttleAt(undefined)

  for (let call = 0; call < 5_000; call += 1) assert.deepEqual(throttle(writes, 'a'), {})
})

const regenerate = (azure: Service, token: string) =>
  azure.send('POST', `${runtimeUrl}/regenerateAuthKey`, { token, body: { keyName: 'authKey1' } })

test('a call that is refused for its role costs as much as any, until the quota is the reason', async (t) => {
  const azure = await startService(t, { throttle: 'bucket' })
  const token = await azure.tokenOf(nobody)

  const replies = await Promise.all(Array.from({ length: 400 }, () => regenerate(azure, token)))

  const refused = replies.filter(({ status }) => status === 429)
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([403, 429]))
  assert.ok(replies.length - refused.length >= 200, 'as many as the bucket holds')
  for (const { headers, body } of refused) {
    assert.match(String(headers['retry-after']), /^[1-9]\d*$/, 'whole seconds, which every client understands')
    assert.equal(body.error.code, 'SubscriptionRequestsThrottled')
    assert.equal(headers['x-ms-failure-cause'], 'gateway')
    assert.deepEqual(quotaHeaders(headers), [])
  }
})

const hourly = await shareService({ throttle: 'hourly' })

test('what the documentation shows: the second write of an hour leaves 1198', async () => {
  await hourly.givenARuntime() // three writes
  const token = await hourly.tokenOf({ ...owner, clientId: 'x' }, { upn: 'ann@lazulite.local' })

  const remaining = async (): Promise<unknown> =>
    (await regenerate(hourly, token)).headers[`${prefix}subscription-writes`]

  assert.equal(await remaining(), '1196', 'another name of the same principal')
  assert.equal(await remaining(), '1195')
})

test('the principal counts, not the token', async () => {
  const remaining = async (objectId: typeof reader): Promise<number> => {
    const reply = await hourly.send('GET', groupUrl, { token: await hourly.tokenOf(objectId) })
    return Number(reply.headers[`${prefix}subscription-reads`])
  }

  const [first, second, other] = [await remaining(reader), await remaining(reader), await remaining(owner)]

  assert.deepEqual([first, second, other], [11_999, 11_998, 11_999])
})

test('a status is a read though it is a POST; keys are a write, even to list', async () => {
  const quotaOf = async (deed: string): Promise<readonly string[]> => {
    const { headers } = await hourly.send('POST', `${runtimeUrl}/${deed}`, { body: { keyName: 'authKey1' } })
    return quotaHeaders(headers)
  }

  assert.deepEqual(await quotaOf('getStatus'), ['subscription-reads'])
  assert.deepEqual(await quotaOf('listAuthKeys'), ['subscription-writes'])
  assert.deepEqual(await quotaOf('regenerateAuthKey'), ['subscription-writes'])
})

test('what is refused before the role costs nothing', async () => {
  const left = async (): Promise<unknown> =>
    (await regenerate(hourly, await hourly.tokenOf(owner))).headers[`${prefix}subscription-writes`]
  const before = Number(await left())

  await hourly.send('POST', `${runtimeUrl}/regenerateAuthKey`, { query: '' })
  await hourly.send('POST', `${runtimeUrl}/regenerateAuthKey`, { query: 'api-version=2020-01-01' })
  await hourly.send('POST', `${runtimeUrl}/regenerateAuthKey`, { token: null })
  await hourly.send('POST', `${runtimeUrl.replace('Runtime-1', '-')}/regenerateAuthKey`)

  assert.equal(Number(await left()), before - 1)
})

test('metadata, and the token service, take no quota', async () => {
  for (const url of ['/metadata/endpoints', '/common/discovery/keys']) {
    assert.deepEqual(quotaHeaders((await hourly.send('GET', url, { query: 'api-version=2022-09-01' })).headers), [])
  }
})
