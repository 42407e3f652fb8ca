import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { issuerOf } from '../../../src/core/token.ts'
import { byKey, byRole, linked, linksOf, withIdentity } from '../../support/borrowing.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { giveRole } from '../../support/giveRole.ts'
import { factoryUrl, groupUrl, origin, runtimeUrl, subscriptionId, tenantId } from '../../support/known.ts'
import { borrowerUrl, givenALinkedRuntime, linkedInfoBy, linkedUrl, revoke } from '../../support/linked.ts'
import { givenNodes } from '../../support/nodes.ts'
import { selfHosted, serverless } from '../../support/runtimeKinds.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'
import { otherSubscriptionId, otherTenantId, twoTenants } from '../../support/twoTenants.ts'

const azure = await shareService()
const elsewhere = `${groupUrl}-2`
const borrowerElsewhere = borrowerUrl.replace(groupUrl, elsewhere)
const givenAGroupElsewhere = () => azure.send('PUT', elsewhere, { body: { location: 'eastus' } })

beforeEach(async () => {
  // The borrowers first.
  for (const url of [elsewhere, groupUrl]) await azure.send('DELETE', url)
})

const stateOf = async (url = linkedUrl): Promise<string> =>
  (await azure.send('POST', `${url}/getStatus`)).body.properties.state

/** A runtime to share, and a factory whose identity may have it. */
const givenABorrower = async (): Promise<() => Promise<boolean>> => {
  await azure.givenARuntime()
  const { body } = await azure.send('PUT', borrowerUrl, withIdentity)
  return giveRole(azure, { principalId: body.identity.principalId, scope: runtimeUrl })
}

const otherUrl = runtimeUrl.replace('Runtime-1', 'Runtime-2')

for (const by of ['RBAC', 'Key'] as const) {
  test(`a link by ${by} is seen with the shared runtime, and the linked one is as that one is`, async () => {
    await azure.givenARuntime()
    const before = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body

    await givenALinkedRuntime(azure, by)

    const { body: shared } = await azure.send('POST', `${runtimeUrl}/getStatus`)
    const [link, ...more] = shared.properties.typeProperties.links
    assert.deepEqual(more, [])
    assert.deepEqual(Object.keys(link), [
      'name',
      'subscriptionId',
      'dataFactoryName',
      'dataFactoryLocation',
      'createTime',
    ])
    const { createTime, ...others } = link
    assert.deepEqual(others, {
      name: 'Linked-1',
      subscriptionId,
      dataFactoryName: 'Borrower-1',
      dataFactoryLocation: 'West Europe',
    })
    assert.ok(Date.parse(createTime) >= Date.parse(before.properties.typeProperties.createTime))
    const { body: status } = await azure.send('POST', `${linkedUrl}/getStatus`)
    assert.deepEqual(status, before, 'as it was before anybody borrowed it: who else does is not shown')
    const { body: monitoring } = await azure.send('POST', `${linkedUrl}/monitoringData`)
    assert.deepEqual(monitoring, { name: 'Runtime-1' })
  })
}

test('a link by role is answered as it was sent', async () => {
  await givenABorrower()
  const resourceId = runtimeUrl.toUpperCase()
  const linkedInfo = { resourceId, authorizationType: 'RBAC', credential: null, more: [1] }

  const { status, body } = await azure.send('PUT', linkedUrl, linked(linkedInfo))

  assert.equal(status, 200)
  assert.equal(JSON.stringify(body.properties.typeProperties.linkedInfo), JSON.stringify(linkedInfo))
  assert.equal((await linksOf(azure)).length, 1)
})

for (const name of ['authKey1', 'authKey2']) {
  test(`${name} is good for a link, and is not answered`, async () => {
    await azure.givenARuntime()
    await azure.send('PUT', borrowerUrl, { body: { location: 'eastus' } })
    const { [name]: key } = await azure.listAuthKeys()

    const put = await azure.send('PUT', linkedUrl, byKey(key))

    assert.equal(put.status, 200, 'a factory without an identity of its own may link by key')
    for (const { body } of [put, await azure.send('GET', linkedUrl)]) {
      assert.equal(body.properties.typeProperties.linkedInfo.key.value, '**********')
    }
    assert.equal((await linksOf(azure)).length, 1)
  })
}

for (const scope of ['/', `/subscriptions/${subscriptionId}`, groupUrl, factoryUrl, runtimeUrl.toUpperCase()]) {
  test(`a role at ${scope} is good for a link`, async () => {
    await azure.givenARuntime()
    const { identity } = (await azure.send('PUT', borrowerUrl, withIdentity)).body
    await giveRole(azure, { principalId: identity.principalId, scope, role: 'Data Factory Contributor' })

    assert.equal((await azure.send('PUT', linkedUrl, byRole(runtimeUrl))).status, 200)
  })
}

test('a PUT that says what was said before keeps the link, and asks for no right again', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  const before = await linksOf(azure)
  await revoke(azure)
  azure.skip(60_000)

  const description = 'changed'
  const { typeProperties } = (await azure.send('GET', linkedUrl)).body.properties
  const put = await azure.send('PUT', linkedUrl, {
    body: { properties: { type: 'SelfHosted', description, typeProperties } },
  })

  assert.equal(put.status, 200)
  assert.deepEqual(await linksOf(azure), before, 'as old as it was')
})

test('what a GET answers can be put again, though its key is asterisks', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure, 'Key')
  const before = await linksOf(azure)
  const { body } = await azure.send('GET', linkedUrl)

  const put = await azure.send('PUT', linkedUrl, { body })

  assert.equal(put.status, 200)
  assert.deepEqual(put.body.properties, body.properties)
  assert.deepEqual(await linksOf(azure), before)
  assert.equal(await stateOf(), 'NeedRegistration')
})

test('a link by key outlives its key, and a new one needs the new key', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure, 'Key')
  const { authKey1: old } = await azure.listAuthKeys()
  await azure.regenerateAuthKey('authKey1')
  await azure.regenerateAuthKey('authKey2')

  assert.equal(await stateOf(), 'NeedRegistration')
  assert.equal((await azure.send('PUT', linkedUrl, byKey(old))).status, 200, 'it says what it said before')
  const second = linkedUrl.replace('Linked-1', 'Linked-2')
  assert.equal((await azure.send('PUT', second, byKey(old))).status, 401)
  assert.equal((await azure.send('PUT', second, byKey((await azure.listAuthKeys()).authKey1))).status, 200)
  assert.deepEqual((await linksOf(azure)).map(({ name }) => name).toSorted(), ['Linked-1', 'Linked-2'])
})

test('a link can be moved to another runtime, and from a role to a key and back', async () => {
  await azure.givenARuntime()
  await azure.send('PUT', otherUrl, { body: { properties: selfHosted } })
  await givenALinkedRuntime(azure)
  const { authKey1: key } = (await azure.send('POST', `${otherUrl}/listAuthKeys`)).body

  assert.equal((await azure.send('PUT', linkedUrl, byKey(key))).status, 200)

  assert.deepEqual([(await linksOf(azure)).length, (await linksOf(azure, otherUrl)).length], [0, 1])
  const nameOf = async () => (await azure.send('POST', `${linkedUrl}/monitoringData`)).body.name
  assert.equal(await nameOf(), 'Runtime-2')
  assert.equal((await azure.send('PUT', linkedUrl, byRole(runtimeUrl))).status, 200)
  assert.deepEqual([(await linksOf(azure)).length, (await linksOf(azure, otherUrl)).length], [1, 0])
  assert.equal(await nameOf(), 'Runtime-1')
})

test('a move that is refused leaves the link where it was', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  const before = await linksOf(azure)

  assert.equal((await azure.send('PUT', linkedUrl, byRole(otherUrl))).status, 401)

  assert.deepEqual(await linksOf(azure), before)
  assert.equal(await stateOf(), 'NeedRegistration')
})

for (const [how, properties] of Object.entries({
  'typeProperties left out': selfHosted,
  'linkedInfo null': linked(null).body.properties,
  'linkedInfo left out': { type: 'SelfHosted', typeProperties: {} },
})) {
  test(`a PUT with ${how} gives the link up, and the runtime has keys of its own`, async () => {
    await azure.givenARuntime()
    await givenALinkedRuntime(azure)
    assert.equal((await azure.send('POST', `${linkedUrl}/listAuthKeys`)).status, 400)

    assert.equal((await azure.send('PUT', linkedUrl, { body: { properties } })).status, 200)

    assert.deepEqual(await linksOf(azure), [])
    const { status, body } = await azure.send('POST', `${linkedUrl}/listAuthKeys`)
    assert.equal(status, 200)
    assert.match(body.authKey1, /@Borrower-1@/)
    const { authKey1: shared } = await azure.listAuthKeys()
    assert.notEqual(body.authKey1.split('@')[1], shared.split('@')[1])
    const { properties: own } = (await azure.send('POST', `${linkedUrl}/getStatus`)).body
    assert.equal(own.dataFactoryName, 'Borrower-1')
  })
}

test('a role that is taken away is missed at the next status, and one that is given again is seen', async () => {
  const takeAway = await givenABorrower()
  assert.equal((await azure.send('PUT', linkedUrl, byRole(runtimeUrl))).status, 200)
  const { identity } = (await azure.send('GET', borrowerUrl)).body
  const states = [await stateOf()]

  await takeAway()
  states.push(await stateOf())
  await giveRole(azure, { principalId: identity.principalId, scope: groupUrl })
  states.push(await stateOf())
  await azure.send('PATCH', borrowerUrl, { body: { identity: { type: 'None' } } })
  states.push(await stateOf())
  await azure.send('PATCH', borrowerUrl, { body: { identity: { type: 'SystemAssigned' } } })
  states.push(await stateOf())

  assert.deepEqual(states, ['NeedRegistration', 'AccessDenied', 'NeedRegistration', 'AccessDenied', 'NeedRegistration'])
  assert.equal((await linksOf(azure)).length, 1, 'the link is another matter than the right')
})

test('a status that is denied tells nothing of the runtime that was shared', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  await revoke(azure)

  const { status, body } = await azure.send('POST', `${linkedUrl}/getStatus`)

  assert.equal(status, 200)
  assert.equal(body.name, 'Linked-1')
  assert.equal(body.properties.dataFactoryName, 'Borrower-1')
  assert.doesNotMatch(JSON.stringify(body), /Runtime-1|Factory-1|serviceUrls|taskQueueId/i)
  assert.equal(
    (await azure.send('POST', `${linkedUrl}/monitoringData`)).body.error.code,
    'UnauthorizedIntegrationRuntimeAccess',
  )
})

test('links that the owner takes are gone, and come back when the borrower asks anew', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  const { body: was } = await azure.send('GET', linkedUrl)

  const { status } = await azure.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName: 'BORROWER-1' } })

  assert.equal(status, 200)
  assert.deepEqual(await linksOf(azure), [])
  assert.equal(await stateOf(), 'AccessDenied')
  assert.deepEqual((await azure.send('GET', linkedUrl)).body, was, 'the runtime is as it was')
  assert.equal((await azure.send('PUT', linkedUrl, { body: was })).status, 200)
  assert.equal(await stateOf(), 'NeedRegistration')
  assert.equal((await linksOf(azure)).length, 1)
})

test('a link that was taken does not come back once the right is gone too', async () => {
  await azure.givenARuntime()
  for (const by of ['RBAC', 'Key'] as const) {
    await givenALinkedRuntime(azure, by)
    const { body: was } = await azure.send('GET', linkedUrl)
    await azure.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName: 'Borrower-1' } })
    await (by === 'RBAC' ? revoke(azure) : azure.regenerateAuthKey('authKey1'))

    assert.equal((await azure.send('PUT', linkedUrl, { body: was })).status, 401)
    assert.equal(await stateOf(), 'AccessDenied')
    assert.deepEqual(await linksOf(azure), [])
  }
})

test('a link that the owner has noted is taken over by the runtime that is made for it', async () => {
  await givenABorrower()
  const note = {
    name: 'LINKED-1',
    subscriptionId,
    dataFactoryName: 'BORROWER-1',
    dataFactoryLocation: 'West Europe',
  }
  assert.equal((await azure.send('POST', `${runtimeUrl}/linkedIntegrationRuntime`, { body: note })).status, 200)
  const [noted] = await linksOf(azure)
  assert.equal((await azure.send('GET', linkedUrl)).status, 404, 'it makes no runtime')
  azure.skip(60_000)

  assert.equal((await azure.send('PUT', linkedUrl, byRole(runtimeUrl))).status, 200)

  const [link, ...more] = await linksOf(azure)
  assert.deepEqual(more, [])
  assert.equal(link?.createTime, noted?.createTime)
  assert.equal(link?.name, 'Linked-1')
  assert.equal((await azure.send('POST', `${runtimeUrl}/linkedIntegrationRuntime`, { body: note })).status, 200)
  assert.equal(await stateOf(), 'NeedRegistration', 'to note it once more takes nothing')
})

test('a link that the owner has noted gives no right', async () => {
  const takeAway = await givenABorrower()
  await takeAway()
  const note = { name: 'Linked-1', subscriptionId, dataFactoryName: 'Borrower-1', dataFactoryLocation: 'eastus' }
  await azure.send('POST', `${runtimeUrl}/linkedIntegrationRuntime`, { body: note })

  assert.equal((await azure.send('PUT', linkedUrl, byRole(runtimeUrl))).status, 401)
})

test('of many runtimes that link at once each has its link, and those of one factory go together', async () => {
  await givenABorrower()
  const urls = Array.from({ length: 20 }, (_, n) => `${linkedUrl}-${n}`)

  const replies = await Promise.all(urls.map((url) => azure.send('PUT', url, byRole(runtimeUrl))))

  assert.ok(replies.every(({ status }) => status === 200))
  assert.equal(new Set((await linksOf(azure)).map(({ name }) => name)).size, 20)
  await azure.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName: 'Borrower-1' } })
  assert.deepEqual(await linksOf(azure), [])
})

test('what is linked from elsewhere cannot be deleted: not alone, nor with its factory or its group', async () => {
  await azure.givenARuntime()
  await givenAGroupElsewhere()
  await azure.send('PUT', borrowerElsewhere, { body: { location: 'eastus' } })
  const linkUrl = `${borrowerElsewhere}/integrationRuntimes/Linked-1`
  const put = await azure.send('PUT', linkUrl, linked(await linkedInfoBy(azure, 'Key')))
  assert.equal(put.status, 200)
  const before = await dumpStore(azure.store)

  for (const url of [runtimeUrl, factoryUrl, groupUrl]) {
    const { status, body } = await azure.send('DELETE', url)
    assert.equal(status, 400)
    assert.deepEqual(body.error, {
      code: 'BadRequest',
      message: 'The document cannot be deleted since it is referenced by Borrower-1/Linked-1.',
      target: null,
      details: null,
    })
  }
  assert.equal(await dumpStore(azure.store), before)
  assert.equal(await stateOf(linkUrl), 'NeedRegistration')
})

test('a factory of somebody else that has the name in a note keeps nobody’s group', async (t) => {
  const azure = await startService(t, { world: twoTenants })
  await azure.givenARuntime()
  const note = { name: 'Linked-1', subscriptionId, dataFactoryName: 'Borrower-1', dataFactoryLocation: 'eastus' }
  await azure.send('POST', `${runtimeUrl}/linkedIntegrationRuntime`, { body: note })
  const stranger = { clientId: otherTenantId, objectId: otherTenantId }
  await giveRole(azure, { principalId: stranger.objectId, scope: '/', role: 'Owner', tenantId: otherTenantId })
  const token = await azure.tokenOf(stranger, { tid: otherTenantId, iss: issuerOf(origin, otherTenantId) })
  const [theirs, body] = [borrowerUrl.replace(subscriptionId, otherSubscriptionId), { location: 'eastus' }]
  await azure.send('POST', `/subscriptions/${otherSubscriptionId}/providers/Microsoft.DataFactory/register`, { token })
  await azure.send('PUT', theirs.replace(/\/providers.*/, ''), { token, body })
  assert.equal((await azure.send('PUT', theirs, { token, body })).status, 200)

  assert.equal((await azure.send('DELETE', groupUrl)).status, 202)
})

test('what is linked from within goes together', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  assert.equal((await azure.send('DELETE', factoryUrl)).status, 400, 'the borrower is another factory')

  assert.equal((await azure.send('DELETE', groupUrl)).status, 202)

  const neighbour = `${factoryUrl}/integrationRuntimes/Linked-1`
  await azure.givenARuntime()
  await azure.send('PUT', neighbour, linked(await linkedInfoBy(azure, 'Key')))
  assert.equal((await azure.send('DELETE', runtimeUrl)).status, 400, 'its neighbour borrows it')
  assert.equal((await azure.send('DELETE', factoryUrl)).status, 200)
})

for (const [what, url] of Object.entries({ runtime: linkedUrl, factory: borrowerUrl })) {
  test(`a link goes with the ${what} that links, and the shared runtime can be deleted then`, async () => {
    await azure.givenARuntime()
    await givenALinkedRuntime(azure)

    assert.equal((await azure.send('DELETE', url)).status, 200)

    assert.deepEqual(await linksOf(azure), [])
    assert.equal((await azure.send('DELETE', runtimeUrl)).status, 200)
  })
}

test('a link goes with the group of the factory that links', async () => {
  await azure.givenARuntime()
  await givenAGroupElsewhere()
  await azure.send('PUT', borrowerElsewhere, { body: { location: 'eastus' } })
  await azure.send('PUT', `${borrowerElsewhere}/integrationRuntimes/Linked-1`, linked(await linkedInfoBy(azure, 'Key')))
  assert.equal((await linksOf(azure)).length, 1)

  assert.equal((await azure.send('DELETE', elsewhere)).status, 202)

  assert.deepEqual(await linksOf(azure), [])
  assert.equal((await azure.send('DELETE', groupUrl)).status, 202)
})

for (const [what, url] of Object.entries({ runtime: runtimeUrl, factory: factoryUrl, group: groupUrl })) {
  test(`roles that were given at a runtime go with its ${what}: the next one of that name is not to be had by them`, async () => {
    await azure.givenARuntime()
    await givenAGroupElsewhere()
    const { identity } = (await azure.send('PUT', borrowerElsewhere, withIdentity)).body
    await giveRole(azure, { principalId: identity.principalId, scope: runtimeUrl })
    await giveRole(azure, { principalId: identity.principalId, scope: elsewhere })

    assert.ok((await azure.send('DELETE', url.toUpperCase())).status < 300)

    const left = await azure.store.read((tx) => tx.listRoleAssignments(tenantId, identity.principalId))
    assert.deepEqual(
      left.map(({ scope }) => scope),
      [elsewhere],
    )
    await azure.givenARuntime()
    const put = await azure.send('PUT', `${borrowerElsewhere}/integrationRuntimes/Linked-1`, byRole(runtimeUrl))
    assert.equal(put.status, 401)
  })
}

test('what a managed runtime says of a link is kept, and is none', async () => {
  await azure.givenARuntime()
  await azure.send('PUT', borrowerUrl, withIdentity)
  const linkedInfo = { authorizationType: 'RBAC', resourceId: runtimeUrl }
  const properties = { type: 'Managed', typeProperties: { ...serverless.typeProperties, linkedInfo } }

  const { status, body } = await azure.send('PUT', linkedUrl, { body: { properties } })

  assert.equal(status, 200)
  assert.deepEqual(body.properties, properties)
  assert.deepEqual(await linksOf(azure), [])
})

test('a runtime that has nodes of its own cannot be linked, and keeps them', async () => {
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  const sent = (await azure.send('GET', linkedUrl)).body.properties
  const holderUrl = linkedUrl.replace('Linked-1', 'Holder-1')
  await azure.send('PUT', holderUrl, { body: { properties: { type: 'SelfHosted' } } })
  await givenNodes(azure, [{}], holderUrl)

  const { status, body } = await azure.send('PUT', holderUrl, { body: { properties: sent } })

  assert.equal(status, 400)
  assert.equal(
    body.error.message,
    "The integration runtime 'Holder-1' has nodes of its own, and cannot be linked itself.",
  )
  assert.equal((await azure.send('GET', `${holderUrl}/nodes/Node_1`)).status, 200)
})
