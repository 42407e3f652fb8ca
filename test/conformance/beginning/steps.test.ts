import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leftOutBefore } from '../../../conformance/beginning/steps.ts'
import { exchange, factoryUrl, groupUrl, refusal, subscriptionUrl } from '../support.ts'

const provider = `${subscriptionUrl}/providers/Microsoft.DataFactory`
const refused = exchange({ method: 'PUT', status: 409, body: refusal('MissingSubscriptionRegistration') })
const made = exchange({ index: 9, method: 'PUT' })

test('a subscription that was unregistered and is no more was registered in between', () => {
  const [step, ...more] = leftOutBefore(made, [refused])

  assert.equal(step?.name, 'register the provider')
  assert.equal(step?.request.method, 'POST')
  assert.match(step?.request.uri ?? '', new RegExp(`^${provider}/register\\?api-version=`))
  assert.deepEqual(more, [])
})

test('what stands between makes no difference to that', () => {
  assert.equal(leftOutBefore(made, [refused, exchange({ path: groupUrl })]).length, 1)
})

for (const [what, next, past] of [
  ['before the first exchange', made, []],
  ['while it is still unregistered', refused, [refused]],
  ['once it is registered', made, [refused, made]],
  ['before the recording asks for its registration', exchange({ path: provider }), [refused]],
  ['before the recording registers it', exchange({ method: 'POST', path: `${provider}/register` }), [refused]],
  ['once the recording has registered it', made, [refused, exchange({ method: 'POST', path: `${provider}/register` })]],
  ['before what is not about Data Factory', exchange({ path: groupUrl }), [refused]],
  [
    'in another subscription',
    exchange({ path: factoryUrl.replace(/[^/]+(?=\/resourceGroups)/, '00000000-0000-0000-0000-000000000001') }),
    [refused],
  ],
] as const) {
  test(`nothing is registered ${what}`, () => assert.deepEqual(leftOutBefore(next, past), []))
}
