import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../../../src/operations/integrationRuntimeNodes/get.ts'
import { assertReply } from '../../support/assertReply.ts'
import { runtimeUrl } from '../../support/known.ts'
import { givenALinkedRuntime, linkedUrl, revoke } from '../../support/linked.ts'
import { givenNodes, shownNode, silent } from '../../support/nodes.ts'
import { shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const shared = await shareService()
await shared.givenARuntime()

test('a node is told of in the words and order of the documentation', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)

  const reply = await azure.send('GET', `${runtimeUrl}/nodes/Node_1`)

  assert.equal(reply.status, 200)
  assert.equal(JSON.stringify(reply.body), JSON.stringify(shownNode))
})

test('what a node has not told is left out, and what it has told is all there', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const time = '2022-08-18T00:00:00Z'
  await givenNodes(azure, [
    { name: 'Quiet', connection: undefined },
    {
      name: 'Talkative',
      properties: {
        lastEndUpdateTime: time,
        lastStartUpdateTime: time,
        lastStopTime: time,
        lastUpdateResult: 'Fail',
        concurrentJobsLimit: 3,
      },
      ...silent,
    },
  ])

  const quiet = await azure.send('GET', `${runtimeUrl}/nodes/Quiet`)
  const talkative = await azure.send('GET', `${runtimeUrl}/nodes/Talkative`)

  assertReply(get, quiet)
  assertReply(get, talkative)
  assert.ok(!('hostServiceUri' in quiet.body))
  assert.deepEqual(
    Object.keys(talkative.body),
    Object.keys(get.replies[200].properties),
    'in the order of the document',
  )
  assert.equal(talkative.body.isActiveDispatcher, false)
})

test('a node is found whatever the letter case of its name, and keeps its own', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)

  const { body } = await azure.send('GET', `${runtimeUrl}/NODES/nODE_1`)

  assert.equal(body.nodeName, 'Node_1')
})

test('a node that is not there is named, in the words of the provider', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  const { status, headers, body } = await azure.send('GET', `${runtimeUrl}/nodes/Missing`)

  assert.equal(status, 404)
  assert.equal(headers.server, 'Kestrel')
  assert.deepEqual(Object.entries(body.error), [
    ['code', 'NotFound'],
    ['message', "The node 'Missing' does not exist in the integration runtime 'Runtime-1'."],
    ['target', `${runtimeUrl.replace('integrationRuntimes', 'integrationruntimes')}/nodes/Missing`],
    ['details', null],
  ])
})

test('the node of another runtime is not there', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const neighbour = runtimeUrl.replace('Runtime-1', 'Runtime-2')
  await azure.send('PUT', neighbour, { body: { properties: { type: 'SelfHosted' } } })
  await givenNodes(azure, [{}], neighbour)

  assert.equal((await azure.send('GET', `${runtimeUrl}/nodes/Node_1`)).status, 404)
  assert.equal((await azure.send('GET', `${neighbour}/nodes/Node_1`)).status, 200)
})

test('a linked runtime shows the nodes of the shared one, as long as it may use it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)
  await givenALinkedRuntime(azure)

  const { body: borrowed } = await azure.send('GET', `${linkedUrl}/nodes/Node_1`)
  const { body: missing } = await azure.send('GET', `${linkedUrl}/nodes/Missing`)
  await revoke(azure)
  const lost = await azure.send('GET', `${linkedUrl}/nodes/Node_1`)

  assert.deepEqual(borrowed, (await azure.send('GET', `${runtimeUrl}/nodes/Node_1`)).body)
  assert.ok(missing.error.target.endsWith('/factories/Borrower-1/integrationruntimes/Linked-1/nodes/Missing'))
  assert.equal(lost.status, 401)
  assert.equal(lost.body.error.code, 'UnauthorizedIntegrationRuntimeAccess')
})

for (const name of ['-x', '_x', 'a.b', 'a b', 'a%2Fb', 'ä', 'a'.repeat(151)]) {
  test(`'${name.slice(0, 20)}' could be no node, and is refused before anybody is asked for a token`, async () => {
    const { status, body } = await shared.send('GET', `${runtimeUrl}/nodes/${encodeURI(name).replace('%25', '%')}`, {
      token: null,
    })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, /^The node name is invalid\./)
  })
}

for (const name of ['a', '1', 'A-_9', 'a'.repeat(150)]) {
  test(`'${name.slice(0, 20)}' could be a node`, async () => {
    await givenNodes(shared, [{ name }])

    assert.equal((await shared.send('GET', `${runtimeUrl}/nodes/${name}`)).body.nodeName, name)
  })
}
