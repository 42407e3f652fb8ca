import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin } from '../../support/begin.ts'
import { followLink } from '../../support/followLink.ts'
import { groupUrl, nobody, origin, reader, subscriptionId } from '../../support/known.ts'
import type { Service } from '../../support/shareService.ts'
import { givenSsis, operationSeconds } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'
import { bareSubscriptionId, groupOwner, twoTenants } from '../../support/twoTenants.ts'

const deleteGroup = async (azure: Service, url = groupUrl): Promise<string> => {
  const { status, headers } = await azure.send('DELETE', url, { query: 'api-version=2024-11-01' })
  assert.equal(status, 202)
  return String(headers.location)
}

test('the deletion of a group answers with one place to ask, at its subscription', async (t) => {
  const azure = await startService(t, { operationSeconds, throttle: 'hourly' })
  await azure.givenARuntime()

  const { status, headers, body } = await azure.send('DELETE', groupUrl.toUpperCase(), {
    query: 'api-version=2021-04-01',
  })

  assert.equal(status, 202)
  assert.equal(body, '')
  assert.equal(headers['content-length'], '0')
  assert.match(
    String(headers.location),
    new RegExp(`^${origin}/subscriptions/${subscriptionId}/operationresults/[0-9a-f]{32}\\?api-version=2021-04-01$`),
  )
  assert.equal(headers['azure-asyncoperation'], undefined)
  assert.equal(headers['retry-after'], String(operationSeconds))
  assert.equal(headers.server, undefined)
  assert.match(String(headers['x-ms-ratelimit-remaining-subscription-deletes']), /^\d+$/)
})

test('az asks until the answer is no 202 any more, and finds the group gone all the while', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await azure.givenARuntime()
  const location = await deleteGroup(azure)

  const meanwhile = await followLink(azure, location)
  assert.equal(meanwhile.status, 202)
  assert.equal(meanwhile.body, '')
  assert.equal(meanwhile.headers.location, location)
  assert.match(String(meanwhile.headers['retry-after']), /^\d+$/)
  // Terraform asks for the group itself.
  assert.equal((await azure.send('GET', groupUrl)).body.error.code, 'ResourceGroupNotFound')
  azure.skip(operationSeconds * 1000)

  const { status, headers, body } = await followLink(azure, location)
  assert.equal(status, 200)
  assert.equal(body, '')
  assert.equal(headers['content-length'], '0')
  assert.equal(headers.location ?? headers['retry-after'], undefined)
})

test('where operations take no time it is over at once', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()

  assert.equal((await followLink(azure, await deleteGroup(azure))).status, 200)
})

test('the name may be used again before the end, and the end changes nothing', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await azure.givenARuntime()
  const location = await deleteGroup(azure)

  await azure.givenARuntime()
  azure.skip(operationSeconds * 1000)

  assert.equal((await followLink(azure, location)).status, 200)
  assert.equal((await azure.send('GET', groupUrl)).status, 200)
})

test('what was not begun by the deletion of a group of this subscription is not found', async (t) => {
  const azure = await startService(t, { world: twoTenants, operationSeconds })
  await givenSsis(azure)
  const { id } = await begin(azure, 'start')
  const location = await deleteGroup(
    azure,
    await (async () => {
      await azure.send('PUT', `${groupUrl}-2`, { body: { location: 'eastus' } })
      return `${groupUrl}-2`
    })(),
  )
  const [, own = ''] = /operationresults\/(\w+)/.exec(location) ?? []
  const places = [
    location.replace(own, id),
    location.replace(own, '0'.repeat(32)),
    location.replace(own, own.slice(1)),
    location.replace(own, '%00'),
    location.replace(own, 'x'.repeat(1000)),
    location.replace(subscriptionId, bareSubscriptionId),
  ]

  for (const place of places) {
    const { status, body } = await followLink(azure, place)
    assert.equal(status, 404, place)
    assert.match(body.error.message, /no such operation/)
  }
  const asRuntimes = `${origin}${groupUrl}/providers/Microsoft.DataFactory/factories/Factory-1/integrationRuntimes/Runtime-1`
  for (const deed of ['start', 'deleteResourceGroup']) {
    const place = `${asRuntimes}/${deed}/operationresults/${own}?api-version=2018-06-01`
    assert.equal((await followLink(azure, place)).status, 404)
  }
})

test('a day after its end it is forgotten, when the next one is begun', async (t) => {
  const azure = await startService(t)
  await azure.givenAGroup()
  const location = await deleteGroup(azure)
  const day = 24 * 60 * 60 * 1000

  azure.skip(day - 60_000)
  await azure.givenAGroup()
  await deleteGroup(azure)
  assert.equal((await followLink(azure, location)).status, 200)
  azure.skip(120_000)
  await azure.givenAGroup()
  await deleteGroup(azure)

  assert.equal((await followLink(azure, location)).status, 404)
})

test('who was told the id can ask, though a role at the group went with the group', async (t) => {
  const azure = await startService(t, { world: twoTenants })
  await azure.givenAGroup()
  const location = await deleteGroup(azure)

  for (const principal of [reader, nobody, groupOwner]) {
    assert.equal((await followLink(azure, location, { token: await azure.tokenOf(principal) })).status, 200)
  }
})

test('a group that is not there begins nothing', async (t) => {
  const azure = await startService(t)

  const { status, headers, body } = await azure.send('DELETE', groupUrl)

  assert.equal(status, 404)
  assert.equal(body.error.code, 'ResourceGroupNotFound')
  assert.equal(headers.location, undefined)
})
