import assert from 'node:assert/strict'
import { test } from 'node:test'
import { preludeOf } from '../../../conformance/beginning/prelude.ts'
import type { Exchanges } from '../../../conformance/recording/exchange.ts'
import { azure, exchange, factoryUrl, groupUrl, refusal, runtimeUrl, subscriptionUrl } from '../support.ts'

const prelude = (...exchanges: Exchanges) => preludeOf({ name: 'orchard', exchanges }, (text) => text)
const subscriptions = (...exchanges: Exchanges) => prelude(...exchanges).world.subscriptions ?? []

const made = exchange({ method: 'PUT', path: factoryUrl })
const unregistered = exchange({ method: 'PUT', status: 409, body: refusal('MissingSubscriptionRegistration') })

test('the subscriptions and groups that are mentioned are there, each once', () => {
  const other = `${subscriptionUrl.toUpperCase()}/resourcegroups/HARVEST`

  const [subscription, ...more] = subscriptions(
    made,
    exchange({ method: 'PUT', path: runtimeUrl }),
    exchange({ path: other }),
  )

  assert.equal(subscription?.id.toLowerCase(), subscriptionUrl.split('/').at(-1))
  assert.deepEqual(
    subscription?.resourceGroups?.map(({ name }) => name.toLowerCase()),
    ['harvest'],
  )
  assert.deepEqual(more, [])
})

test('a subscription begins registered', () => {
  assert.equal(prelude(made).name, 'registered')
  assert.deepEqual(subscriptions(made)[0]?.registeredProviders, ['Microsoft.DataFactory'])
})

test('a subscription begins unregistered where the first answer about Data Factory says so', () => {
  const group = exchange({ path: groupUrl, body: { location: 'eastus' } })

  assert.equal(prelude(group, unregistered, made).name, 'unregistered')
  assert.deepEqual(subscriptions(group, unregistered, made)[0]?.registeredProviders, [])
  assert.equal(prelude(made, unregistered).name, 'registered')
})

test('a recording may begin where something stood already', () => {
  const inhabited = prelude(exchange({ method: 'POST', path: `${runtimeUrl}/listAuthKeys` }))

  assert.equal(inhabited.name, 'inhabited')
  assert.equal(inhabited.standing.length, 2)
})

for (const code of ['SubscriptionNotFound', 'InvalidSubscriptionId']) {
  test(`a subscription that is answered with ${code} is not there`, () => {
    assert.deepEqual(subscriptions(exchange({ status: 404, body: refusal(code) })), [])
  })
}

test('a name that no subscription or group can have is left out, whatever was answered', () => {
  assert.deepEqual(subscriptions(exchange({ path: '/subscriptions/hidden' })), [])
  assert.deepEqual(
    subscriptions(made, exchange({ path: `${subscriptionUrl}/resourceGroups/bad%20name!` }))[0]?.resourceGroups?.map(
      ({ name }) => name,
    ),
    ['harvest'],
  )
})

test('a subscription may have the id of the documentation, which is a digit short', () => {
  const path = '/subscriptions/12345678-1234-1234-1234-12345678abc/resourceGroups/harvest'

  assert.equal(subscriptions(exchange({ path })).length, 1)
})

for (const [what, first] of [
  ['made', exchange({ method: 'PUT', path: groupUrl, status: 201 })],
  ['looked for in vain', exchange({ method: 'HEAD', path: groupUrl, status: 404 })],
  ['missed', exchange({ status: 404, body: refusal('ResourceGroupNotFound') })],
] as const) {
  test(`a group that is first ${what} was not there before`, () => {
    assert.deepEqual(subscriptions(first, made)[0]?.resourceGroups, [])
  })
}

test('a factory that was not there before says nothing of its group', () => {
  const [subscription] = subscriptions(exchange({ status: 404, body: refusal('ResourceNotFound') }), made)

  assert.deepEqual(subscription?.resourceGroups, [{ name: 'harvest', location: 'eastus', tags: {} }])
})

test('a group is where it is shown to be', () => {
  const shown = { name: 'harvest', location: 'westeurope', tags: { crop: 'pears' } }

  const [subscription] = subscriptions(made, exchange({ path: groupUrl, body: shown }))

  assert.deepEqual(subscription?.resourceGroups, [{ name: 'harvest', location: 'westeurope', tags: { crop: 'pears' } }])
})

test('a subscription has the name that it is shown with', () => {
  const shown = { subscriptionId: subscriptionUrl.split('/').at(-1), displayName: 'Fruit' }
  const namedBy = (body: unknown) => subscriptions(made, exchange({ path: '/subscriptions', body }))[0]?.displayName

  assert.equal(namedBy(shown), 'Fruit')
  assert.equal(namedBy({ value: [{ subscriptionId: 'another', displayName: 'Fish' }, shown] }), 'Fruit')
  assert.equal(namedBy({ value: [] }), 'Recorded')
})

test('quotas are counted by the regime whose headers were recorded', () => {
  const counted = (name: string) => prelude(exchange({ headers: { [name]: '7' } })).throttle

  assert.equal(counted('x-ms-ratelimit-remaining-subscription-reads'), 'hourly')
  assert.equal(counted('x-ms-ratelimit-remaining-subscription-global-reads'), 'bucket')
})

test('an operation takes a second where a recorded poll found it under way, and else no time', () => {
  const uri = `${azure}${runtimeUrl}/start/operationstatuses/1?api-version=2018-06-01`
  const started = exchange({ method: 'POST', path: `${runtimeUrl}/start`, status: 202, headers: { location: uri } })
  const poll = (status: string) => exchange({ request: { uri }, body: { status } })
  const seconds = (...exchanges: Exchanges) => prelude(...exchanges).operationSeconds

  assert.equal(seconds(started, poll('InProgress'), poll('Succeeded')), 1)
  assert.equal(seconds(started, poll('Succeeded')), 0)
  assert.equal(seconds(poll('InProgress')), 0, 'that is no poll')
})
