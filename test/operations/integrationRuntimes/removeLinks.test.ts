import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factoryUrl, runtimeUrl, subscriptionId } from '../../support/known.ts'
import { borrowerUrl, givenALinkedRuntime, linkedUrl } from '../../support/linked.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const shared = await shareService()
await shared.givenARuntime()

test('where nothing is linked, 200 without a body, as recorded', async () => {
  const { status, headers, body } = await shared.send('POST', `${runtimeUrl}/removeLinks`, {
    body: { factoryName: 'Other-1' },
  })

  assert.equal(status, 200)
  assert.equal(body, '')
  assert.equal(headers['content-length'], '0')
  assert.equal(headers['content-type'], undefined)
})

test('all links of one factory go, and those of others stay', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  for (const [dataFactoryName, name] of [
    ['One-1', 'Linked-1'],
    ['One-1', 'Linked-2'],
    ['Two-2', 'Linked-1'],
  ]) {
    const body = { name, subscriptionId, dataFactoryName, dataFactoryLocation: 'eastus' }
    await azure.send('POST', `${runtimeUrl}/linkedIntegrationRuntime`, { body })
  }

  await azure.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName: 'ONE-1' } })

  const { links } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties.typeProperties
  assert.deepEqual(
    links.map((link: { dataFactoryName: string }) => link.dataFactoryName),
    ['Two-2'],
  )
})

test('the linked runtime stays, can be linked again, and the shared one can then be deleted after another removal', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)
  const remove = () => azure.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName: 'Borrower-1' } })
  const stateOf = async () => (await azure.send('POST', `${linkedUrl}/getStatus`)).body.properties.state

  await remove()
  assert.equal((await azure.send('GET', linkedUrl)).status, 200)
  assert.equal(await stateOf(), 'AccessDenied')

  await givenALinkedRuntime(azure)
  assert.equal(await stateOf(), 'NeedRegistration')
  assert.equal((await azure.send('DELETE', runtimeUrl)).status, 400, 'others are linked to it')

  await remove()
  assert.equal((await azure.send('DELETE', runtimeUrl)).status, 200)
})

test('who borrows a runtime cannot remove the links to it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenALinkedRuntime(azure)

  const { status } = await azure.send('POST', `${linkedUrl}/removeLinks`, { body: { factoryName: 'Borrower-1' } })

  assert.equal(status, 400)
  const { links } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties.typeProperties
  assert.equal(links.length, 1)
})

for (const [what, factoryName, words] of [
  ['a resource id', factoryUrl, /must be the name of a factory, and not its resource id\.$/],
  ['the resource id of the borrower', borrowerUrl, /must be the name of a factory, and not its resource id\.$/],
  ['an empty text', '', /^The factory name is invalid/],
  ['what could be no name', 'a--b', /^The factory name is invalid/],
  ['null', null, /factoryName must be a text/],
  ['a number', 1, /factoryName must be a text/],
  ['nothing', undefined, /factoryName is required/],
] as const) {
  test(`${what} for a name is refused`, async () => {
    const { status, body } = await shared.send('POST', `${runtimeUrl}/removeLinks`, { body: { factoryName } })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, words)
  })
}
