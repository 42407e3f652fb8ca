import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unseal } from '../../../src/core/seal.ts'
import { getConnectionInfo } from '../../../src/operations/integrationRuntimes/getConnectionInfo.ts'
import { assertReply } from '../../support/assertReply.ts'
import { runtimeUrl } from '../../support/known.ts'
import { givenNodes, onlineNode, silent } from '../../support/nodes.ts'
import { type Service, shareService } from '../../support/shareService.ts'
import { startService } from '../../support/startService.ts'

const ask = (azure: Service) => azure.send('POST', `${runtimeUrl}/getConnectionInfo`)

const { connection } = onlineNode('')

test('a client is told how to speak to a node, in the words and order of the documentation', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)

  const reply = await ask(azure)

  assertReply(getConnectionInfo, reply)
  const { serviceToken } = reply.body
  assert.equal(
    JSON.stringify(reply.body),
    JSON.stringify({
      version: '5.20.8244.2',
      publicKey: connection?.publicKey,
      serviceToken,
      identityCertThumbprint: connection?.identityCertThumbprint,
      hostServiceUri: connection?.hostServiceUri,
      isIdentityCertExprired: false,
    }),
  )
})

test('each call has a token of its own, which the server alone can read: for whom it is, and until when', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)

  const [one, other] = [await ask(azure), await ask(azure)].map(({ body }) => body.serviceToken)

  assert.notEqual(one, other)
  const secret = await azure.store.read((tx) => tx.findServerSecret('seal'))
  const key = Buffer.from(secret ?? '', 'base64')
  const [, runtimeUid] = (await azure.listAuthKeys()).authKey1.split('@')
  for (const token of [one, other]) {
    const { endsAt, ...meant } = JSON.parse(unseal(key, 'serviceToken', token) ?? '{}')
    assert.deepEqual(meant, { runtimeUid, nodeName: 'Node_1' })
    assert.ok(Math.abs(endsAt - Date.now() - 3_600_000) < 60_000, 'an hour')
    assert.equal(unseal(key, 'dataPlane', token), undefined, 'good for nothing else')
  }
})

test('the node is one that is online and can be reached, and its certificate is looked at', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  const expired = { ...connection, hostServiceUri: 'https://third', identityCertExpiry: '2022-01-01T00:00:00Z' }
  await givenNodes(azure, [
    { name: 'Node_1', ...silent },
    { name: 'Node_2', connection: undefined },
    { name: 'Node_3', connection: expired as typeof connection },
  ])

  const { body } = await ask(azure)

  assert.equal(body.hostServiceUri, 'https://third')
  assert.equal(body.isIdentityCertExprired, true)
})

const shared = await shareService()
for (const [what, nodes] of Object.entries({
  'no node': [],
  'no node that is online': [{ properties: { status: 'Limited' as const } }],
  'no node that can be reached': [{ connection: undefined }],
})) {
  test(`with ${what} there is nobody to speak to`, async () => {
    await shared.givenARuntime()
    await shared.send('DELETE', `${runtimeUrl}/nodes/Node_1`)
    await givenNodes(shared, nodes)

    const { status, body } = await ask(shared)

    assert.equal(status, 400)
    assert.deepEqual(Object.entries(body.error), [
      ['code', 'BadRequest'],
      ['message', "The integration runtime 'Runtime-1' has no node that is online and can be reached."],
      ['target', null],
      ['details', null],
    ])
  })
}
