import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenAGroup()

const urlOf = (name: string): string => factoryUrl.replace('Factory-1', name)
const create = async (name: string, body: object = {}) =>
  (await azure.send('PUT', urlOf(name), { body: { location: 'eastus', ...body } })).body
const patch = async (name: string, body: object) => {
  const reply = await azure.send('PATCH', urlOf(name), { body })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

test('tags are replaced and the etag with them; all else stays, as recorded', async () => {
  const before = await create('Tags-1', { tags: { old: '1' }, properties: { encryption: {} } })

  const after = await patch('Tags-1', { tags: { colour: 'blue' } })

  assert.equal(
    JSON.stringify(after),
    JSON.stringify({ ...before, eTag: after.eTag, tags: { colour: 'blue' } }),
    'without statistics',
  )
  assert.notEqual(after.eTag, before.eTag)
  assert.equal((await azure.send('GET', urlOf('Tags-1'))).body.eTag, after.eTag)
})

test('what is not sent, or null, stays', async () => {
  const before = await create('Same-1', { tags: { a: '1' }, identity: { type: 'SystemAssigned' } })

  for (const body of [{}, { tags: null }, { properties: null }, { properties: {} }]) {
    const after = await patch('Same-1', body)
    assert.deepEqual({ ...after, eTag: before.eTag }, before)
  }
})

test('single properties change, and those that the service says do not', async () => {
  const before = await create('Properties-1', { properties: { encryption: {}, publicNetworkAccess: 'Enabled' } })

  const after = await patch('Properties-1', { properties: { publicNetworkAccess: 'Disabled', createTime: 'never' } })

  assert.deepEqual(after.properties, { ...before.properties, publicNetworkAccess: 'Disabled' })
})

test('an identity can be asked for later, and is answered', async () => {
  await create('Identity-1')

  const { identity } = await patch('Identity-1', { identity: { type: 'SystemAssigned' } })

  assert.match(identity.principalId, /^[0-9a-f-]{36}$/)
})

test('what a PUT refuses, a PATCH refuses, and changes nothing', async () => {
  await create('Wrong-1')
  const before = (await azure.send('GET', urlOf('Wrong-1'))).body

  for (const body of [
    { identity: { type: 'Mine' } },
    { tags: { a: 1 } },
    { properties: { publicNetworkAccess: 'On' } },
  ]) {
    const { status } = await azure.send('PATCH', urlOf('Wrong-1'), { body })
    assert.equal(status, 400)
  }
  assert.deepEqual((await azure.send('GET', urlOf('Wrong-1'))).body, before)
})

test('the location is not for changing', async () => {
  await create('Place-1')

  assert.equal((await patch('Place-1', { location: 'westeurope' })).location, 'eastus')
})

test('of many who change tags at once, none gets the answer of another', async () => {
  await create('Race-1')
  const values = Array.from({ length: 50 }, (_, index) => String(index))

  const replies = await Promise.all(values.map((value) => patch('Race-1', { tags: { value } })))

  assert.deepEqual(
    replies.map(({ tags }) => tags.value),
    values,
  )
  assert.equal(new Set(replies.map(({ eTag }) => eTag)).size, 50)
})
