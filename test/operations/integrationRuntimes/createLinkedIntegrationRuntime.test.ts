import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLinkedIntegrationRuntime } from '../../../src/operations/integrationRuntimes/createLinkedIntegrationRuntime.ts'
import { assertReply } from '../../support/assertReply.ts'
import { sampleRuntimeUrl } from '../../support/documentedSample.ts'
import { runtimeUrl, subscriptionId } from '../../support/known.ts'
import { borrowerUrl, givenALinkedRuntime, linkedUrl } from '../../support/linked.ts'
import { givenNodes } from '../../support/nodes.ts'
import { type Service, shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { otherSubscriptionId } from '../../support/twoTenants.ts'

const wanted = { name: 'Linked-1', subscriptionId, dataFactoryName: 'Borrower-1', dataFactoryLocation: 'West US' }
const link = (azure: Service, body: object = wanted) =>
  azure.send('POST', `${runtimeUrl}/linkedIntegrationRuntime`, { body })
const linksOf = async (azure: Service) =>
  (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties.typeProperties.links

test('the answer is the status of the shared runtime, with the link in it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)

  const reply = await link(azure)

  assertReply(createLinkedIntegrationRuntime, reply)
  assert.deepEqual(reply.body, (await azure.send('POST', `${runtimeUrl}/getStatus`)).body)
  assert.equal(reply.body.name, 'Runtime-1')
  assert.equal(reply.body.properties.state, 'Online')
  const [{ createTime, ...noted }, ...more] = reply.body.properties.typeProperties.links
  assert.deepEqual(noted, wanted)
  assert.match(createTime, /^\d{4}-\d\d-\d\dT/)
  assert.deepEqual(more, [])
})

test('nothing is made elsewhere, and nobody is given a right', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await azure.send('PUT', borrowerUrl, { body: { location: 'eastus', identity: { type: 'SystemAssigned' } } })

  await link(azure)

  assert.equal((await azure.send('GET', linkedUrl)).status, 404)
  const linkedInfo = { authorizationType: 'RBAC', resourceId: runtimeUrl }
  const properties = { type: 'SelfHosted', typeProperties: { linkedInfo } }
  const { status, body } = await azure.send('PUT', linkedUrl, { body: { properties } })
  assert.equal(status, 401)
  assert.equal(body.error.code, 'UnauthorizedIntegrationRuntimeAccess')
})

test('a link that is there already stays as old as it is', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await link(azure)
  const [before] = await linksOf(azure)
  azure.skip(60_000)

  await link(azure, { ...wanted, name: 'LINKED-1', dataFactoryLocation: 'eastus' })

  const [after, ...more] = await linksOf(azure)
  assert.equal(after.createTime, before.createTime)
  assert.equal(after.dataFactoryLocation, 'eastus')
  assert.deepEqual(more, [])
})

test('a runtime that is linked later takes the link over; one that is linked already keeps its loan', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await link(azure)
  const [{ createTime }] = await linksOf(azure)
  azure.skip(60_000)

  await givenALinkedRuntime(azure)
  await link(azure)

  const [taken, ...more] = await linksOf(azure)
  assert.equal(taken.createTime, createTime)
  assert.deepEqual(more, [])
  const { state } = (await azure.send('POST', `${linkedUrl}/getStatus`)).body.properties
  assert.equal(state, 'NeedRegistration', 'not AccessDenied')
})

test('what a linked runtime says of itself is not replaced by what the owner notes of it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  const before = await linksOf(azure)

  const { status } = await link(azure, { ...wanted, subscriptionId: otherSubscriptionId })

  assert.equal(status, 200)
  assert.deepEqual(await linksOf(azure), before)
})

test('the subscription may be that of the documentation, which is no GUID', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const [, , subscriptionId] = sampleRuntimeUrl.split('/')

  assert.equal((await link(azure, { ...wanted, subscriptionId })).status, 200)
})

test('a runtime is shared a hundred times at the most', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  for (let number = 1; number <= 100; number += 1) {
    assert.equal((await link(azure, { ...wanted, name: `Linked-${number}` })).status, 200)
  }

  const { status, body } = await link(azure, { ...wanted, name: 'Linked-101' })

  assert.equal(status, 400)
  assert.match(body.error.message, /^The integration runtime 'Runtime-1' is shared 100 times/)
  assert.equal((await linksOf(azure)).length, 100)
  assert.equal((await link(azure)).status, 200, 'what is there already can be noted again')
})

const shared = await shareService()
await shared.givenARuntime()

for (const [member, value, words] of [
  ['name', undefined, /name is required/],
  ['name', 'a', /^The integration runtime name is invalid/],
  ['name', `/x/${'y'.repeat(100)}`, /^The integration runtime name is invalid/],
  ['subscriptionId', undefined, /subscriptionId is required/],
  ['subscriptionId', 'mine', /^subscriptionId must be the id of a subscription\.$/],
  ['subscriptionId', null, /subscriptionId must be a text/],
  ['dataFactoryName', undefined, /dataFactoryName is required/],
  ['dataFactoryName', borrowerUrl, /^The factory name is invalid/],
  ['dataFactoryLocation', undefined, /dataFactoryLocation is required/],
  ['dataFactoryLocation', 'Atlantis', /^dataFactoryLocation must be a region of Azure\.$/],
] as const) {
  test(`${JSON.stringify(value)?.slice(0, 30)} as ${member} is refused, and nothing noted`, async () => {
    const { status, body } = await link(shared, { ...wanted, [member]: value })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, words)
    assert.deepEqual(await linksOf(shared), [])
  })
}
