import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupUrl, subscriptionId } from '../../support/known.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
const urlOf = (name: string): string => groupUrl.replace('/rg', `/${name}`)
const put = (name: string, body: object) => azure.send('PUT', urlOf(name), { body, query: 'api-version=2024-11-01' })

test('a group is created with 201, and put again with 200', async () => {
  const first = await put('one', { location: 'West Europe', tags: { a: '1' } })
  const second = await put('ONE', { location: 'westeurope' })

  const group = {
    id: `/subscriptions/${subscriptionId}/resourceGroups/one`,
    name: 'one',
    type: 'Microsoft.Resources/resourceGroups',
    location: 'westeurope',
    tags: { a: '1' },
    properties: { provisioningState: 'Succeeded' },
  }
  assert.equal(first.status, 201)
  assert.equal(JSON.stringify(first.body), JSON.stringify(group))
  assert.equal(second.status, 200)
  assert.deepEqual(second.body, { ...group, tags: {} }, 'the name of its birth, the tags of today')
})

test('a group is not moved', async () => {
  await put('stays', { location: 'eastus', tags: { a: '1' } })

  const { status, body } = await put('stays', { location: 'westeurope', tags: {} })

  assert.equal(status, 409)
  assert.equal(body.error.code, 'InvalidResourceGroupLocation')
  const { body: kept } = await azure.send('GET', urlOf('stays'))
  assert.equal(kept.location, 'eastus')
  assert.deepEqual(kept.tags, { a: '1' })
})

for (const [body, code] of [
  [{}, 'LocationRequired'],
  [{ location: ' ' }, 'LocationRequired'],
  [{ location: 'atlantis' }, 'LocationNotAvailableForResourceGroup'],
  [{ location: null }, 'InvalidRequestContent'],
  [{ location: 'eastus', tags: { a: 1 } }, 'InvalidRequestContent'],
] as const) {
  test(`a group of ${JSON.stringify(body)} is refused, and not made`, async () => {
    const { status, body: refusal } = await put('never', body)

    assert.equal(status, 400)
    assert.equal(refusal.error.code, code)
    assert.deepEqual(Object.keys(refusal.error), ['code', 'message'])
    assert.equal((await azure.send('GET', urlOf('never'))).status, 404)
  })
}

test('a group is shown, alone and among those of its subscription, by name', async () => {
  const made = [(await put('list-b', { location: 'eastus' })).body, (await put('list-A', { location: 'eastus' })).body]

  const { body } = await azure.send('GET', `/subscriptions/${subscriptionId}/resourceGroups`)
  const listed = body.value.filter(({ name }: { name: string }) => name.startsWith('list-'))

  assert.deepEqual(listed, [made[1], made[0]])
  assert.deepEqual((await azure.send('GET', urlOf('LIST-B'))).body, made[0])
  assert.ok(
    !body.value.some(({ name }: { name: string }) => name === 'exampleResourceGroup'),
    'of another subscription',
  )
})

test('whether a group exists is told by the status alone', async () => {
  await put('exists', { location: 'eastus' })
  const head = async (name: string) => {
    const url = `${urlOf(name)}?api-version=2024-11-01`
    const authorization = `Bearer ${await azure.tokenOf({ clientId: 'x', objectId: '33333333-3333-3333-3333-00000000000a' })}`
    const { statusCode, body } = await azure.app.inject({
      method: 'HEAD',
      url,
      headers: { host: 'localhost:8443', authorization },
    })
    return { statusCode, body }
  }

  assert.deepEqual(await head('exists'), { statusCode: 204, body: '' })
  assert.deepEqual(await head('missing'), { statusCode: 404, body: '' })
})
