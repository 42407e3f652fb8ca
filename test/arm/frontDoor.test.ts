import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { issuerOf } from '../../src/core/token.ts'
import { factoryUrl, groupUrl, nobody, origin, owner, runtimeUrl, subscriptionId } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import {
  bareSubscriptionId,
  groupOwner,
  otherSubscriptionId,
  otherTenantId,
  twoTenants,
} from '../support/twoTenants.ts'

/**
 * Two things are wrong with each request here, and the answer is to the one that the real service looks at first.
 * Each test is for two checks that follow each other; together they hold the whole order.
 */
const azure = await shareService({ world: twoTenants, throttle: 'hourly' })

type Sent = Parameters<typeof azure.send>[2]

const regenerate = (runtime: string, sent: Sent = {}) =>
  azure.send('POST', `${runtime}/regenerateAuthKey`, { body: { keyName: 'authKey1' }, ...sent })

const codeOf = async (reply: ReturnType<typeof azure.send>): Promise<string> => (await reply).body.error.code
const inSubscription = (id: string): string => runtimeUrl.replace(subscriptionId, id)
const missingFactory = runtimeUrl.replace('Factory-1', 'Missing')
const missingGroup = missingFactory.replace('/rg/', '/missing/')
const missingRuntime = runtimeUrl.replace('Runtime-1', 'Missing')
const missingSubscription = inSubscription('99999999-9999-9999-9999-999999999999')

before(() => azure.givenARuntime())

/** Uses up what the principal has of an hour's writes. */
const drain = async (principal: typeof nobody): Promise<string> => {
  const token = await azure.tokenOf(principal)
  for (;;) {
    const replies = await Promise.all(Array.from({ length: 400 }, () => regenerate(missingRuntime, { token })))
    if (replies.some(({ status }) => status === 429)) return token
  }
}

test('a malformed name comes before a missing api-version', async () => {
  const url = runtimeUrl.replace('Factory-1', '-x-')

  const { status, body } = await regenerate(url, { query: '' })

  assert.equal(status, 400)
  assert.match(body.error.message, /^The factory name is invalid\./)
})

test('a malformed api-version comes before an unknown subscription', async () => {
  assert.equal(await codeOf(regenerate(missingSubscription, { query: 'api-version=x' })), 'InvalidApiVersionParameter')
})

test('an unknown subscription comes before a missing token', async () => {
  assert.equal(await codeOf(regenerate(missingSubscription, { token: null })), 'SubscriptionNotFound')
})

test('an expired token comes before one of another tenant', async () => {
  const url = inSubscription(otherSubscriptionId)

  assert.equal(
    await codeOf(regenerate(url, { token: await azure.tokenOf(owner, { exp: 1 }) })),
    'ExpiredAuthenticationToken',
  )
  assert.equal(await codeOf(regenerate(url)), 'InvalidAuthenticationTokenTenant')
})

test('a token of another tenant comes before a provider that is not registered', async () => {
  const token = await azure.tokenOf(owner, { tid: otherTenantId, iss: issuerOf(origin, otherTenantId) })

  assert.equal(
    await codeOf(regenerate(inSubscription(bareSubscriptionId), { token })),
    'InvalidAuthenticationTokenTenant',
  )
})

test('a provider that is not registered comes before an api-version that its types do not have', async () => {
  const url = inSubscription(bareSubscriptionId)

  assert.equal(await codeOf(regenerate(url, { query: 'api-version=2020-01-01' })), 'MissingSubscriptionRegistration')
})

test('an api-version that the type does not have comes before a missing role', async () => {
  const sent = { query: 'api-version=2020-01-01', token: await azure.tokenOf(nobody) }

  assert.equal(await codeOf(regenerate(runtimeUrl, sent)), 'NoRegisteredProviderFound')
})

test('a missing role comes before a missing group, until the caller has used up the quota', async () => {
  const token = await azure.tokenOf(nobody)
  assert.equal(await codeOf(regenerate(missingGroup, { token })), 'AuthorizationFailed')

  await drain(nobody)

  assert.equal(await codeOf(regenerate(missingGroup, { token })), 'SubscriptionRequestsThrottled')
})

test('a used-up quota comes before a missing group', async () => {
  const token = await drain(owner)

  assert.equal(await codeOf(regenerate(missingGroup, { token })), 'SubscriptionRequestsThrottled')
  azure.skip(3_600_000) // for the tests below
})

test('a missing group comes before a missing factory', async () => {
  assert.equal(await codeOf(regenerate(missingGroup)), 'ResourceGroupNotFound')
})

test('a missing factory comes before a body of another type, and before a broken one', async () => {
  const headers = { 'content-type': 'text/plain' }

  assert.equal(await codeOf(regenerate(missingFactory, { body: '{', headers })), 'ResourceNotFound')
  assert.equal(await codeOf(regenerate(missingFactory, { body: '{' })), 'ResourceNotFound')
})

test('a broken body comes before a missing runtime', async () => {
  assert.equal(await codeOf(regenerate(missingRuntime, { body: '{' })), 'BadRequest')
})

test('a missing runtime comes before a key that there is none of', async () => {
  assert.equal(await codeOf(regenerate(missingRuntime, { body: { keyName: 'authKey3' } })), 'NotFound')
})

test('a role in one group is none in another, whether that is there or not', async () => {
  const token = await azure.tokenOf(groupOwner)

  assert.equal((await regenerate(runtimeUrl, { token })).status, 200)
  for (const url of [missingGroup, runtimeUrl.replace('/rg/', '/rg2/')]) {
    assert.equal(await codeOf(regenerate(url, { token })), 'AuthorizationFailed')
  }
  assert.equal(
    await codeOf(azure.send('PUT', `${groupUrl}2`, { token, body: { location: 'eastus' } })),
    'AuthorizationFailed',
  )
})

for (const name of [
  '..%2Frg',
  'rg%2Fproviders%2FMicrosoft.DataFactory',
  'rg%00',
  'rg%0d%0ax',
  '%F0%9F%94%91',
  'r'.repeat(91),
]) {
  test(`a group named ${name.slice(0, 40)} is no way into another scope, nor past a check`, async () => {
    const token = await azure.tokenOf(groupOwner)

    const { status, body } = await azure.send('GET', factoryUrl.replace('/rg/', `/${name}/`), { token })

    assert.equal(status, 400, JSON.stringify(body))
    assert.equal(body.error.code, 'InvalidResourceGroup')
  })
}

for (const name of [
  'ab',
  '-abc',
  'abc-',
  'a--b',
  'a_b',
  'a.b',
  'Factory-1%2FintegrationRuntimes',
  '%41b%20',
  'f'.repeat(64),
]) {
  test(`a factory or a runtime named ${name.slice(0, 40)} is refused before anything is made or found`, async () => {
    for (const url of [factoryUrl.replace('Factory-1', name), runtimeUrl.replace('Runtime-1', name)]) {
      for (const method of ['GET', 'PUT'] as const) {
        const { status, body } = await azure.send(method, url, { body: { location: 'eastus' } })
        assert.equal(status, 400, JSON.stringify(body))
        assert.equal(body.error.code, 'BadRequest')
      }
    }
  })
}

test('a refusal names action and scope in the letter case of the URL', async () => {
  const token = await azure.tokenOf(nobody)

  const { body } = await azure.send('GET', groupUrl.replace('resourceGroups', 'resourcegroups'), { token })

  const action = 'Microsoft.Resources/subscriptions/resourcegroups/read'
  const scope = `/subscriptions/${subscriptionId}/resourcegroups/rg`
  assert.ok(body.error.message.includes(`perform action '${action}' over scope '${scope}' or`), body.error.message)
})

test('names of the longest and shortest kind are taken', async () => {
  for (const name of ['abc', 'a-1', 'f'.repeat(63)]) {
    assert.equal((await azure.send('GET', factoryUrl.replace('Factory-1', name))).status, 404, name)
  }
  for (const name of ['r', 'r'.repeat(90), '_(-.)_', '%C3%A4']) {
    assert.equal((await azure.send('GET', groupUrl.replace('/rg', `/${name}`))).status, 404, name)
  }
})
