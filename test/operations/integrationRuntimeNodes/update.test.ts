import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runtimeUrl } from '../../support/known.ts'
import { givenNodes } from '../../support/nodes.ts'
import { shareService } from '../../support/shareService.ts'

const azure = await shareService()
await azure.givenARuntime()

const nodeUrl = `${runtimeUrl}/nodes/Node_1`
const patch = (body: object | string) => azure.send('PATCH', nodeUrl, { body })
const get = async () => (await azure.send('GET', nodeUrl)).body

test('a limit shows in the node, before the limit of its machine, and stays', async () => {
  await givenNodes(azure)
  const { maxConcurrentJobs, ...before } = await get()

  const { status, body } = await patch({ concurrentJobsLimit: 2 })

  assert.equal(status, 200)
  assert.equal(JSON.stringify(body), JSON.stringify({ ...before, concurrentJobsLimit: 2, maxConcurrentJobs }))
  assert.equal(JSON.stringify(await get()), JSON.stringify(body))
  const { nodes } = (await azure.send('POST', `${runtimeUrl}/getStatus`)).body.properties.typeProperties
  assert.equal(JSON.stringify(nodes), JSON.stringify([body]))
})

test('a limit may be as high as that of the machine, and can be changed again', async () => {
  await givenNodes(azure)

  for (const concurrentJobsLimit of [20, 1, 19]) {
    assert.equal((await patch({ concurrentJobsLimit })).body.concurrentJobsLimit, concurrentJobsLimit)
  }
})

test('null, or nothing, leaves the limit as it was', async () => {
  await givenNodes(azure)
  await patch({ concurrentJobsLimit: 7 })

  for (const body of [{}, { concurrentJobsLimit: null }]) {
    assert.equal((await patch(body)).body.concurrentJobsLimit, 7)
  }
})

test('a limit above that of the machine is refused, and changes nothing', async () => {
  await givenNodes(azure)
  const before = await get()

  const { status, body } = await patch({ concurrentJobsLimit: 21 })

  assert.equal(status, 400)
  assert.deepEqual(Object.entries(body.error), [
    ['code', 'BadRequest'],
    ['message', "concurrentJobsLimit must be from 1 to 20, which is what the machine of the node 'Node_1' can take."],
    ['target', null],
    ['details', null],
  ])
  assert.deepEqual(await get(), before)
})

for (const concurrentJobsLimit of [0, -1, 1.5, 2 ** 31, '2', [2], true, {}]) {
  test(`a limit of ${JSON.stringify(concurrentJobsLimit)} is refused, and changes nothing`, async () => {
    await givenNodes(azure)
    const before = await get()

    const { status, body } = await patch({ concurrentJobsLimit })

    assert.equal(status, 400)
    assert.equal(body.error.code, 'BadRequest')
    assert.match(body.error.message, /concurrentJobsLimit must be a whole number from 1 to 2147483647/)
    assert.deepEqual(await get(), before)
  })
}

test('a node that is not there is not made', async () => {
  const { status, body } = await azure.send('PATCH', `${runtimeUrl}/nodes/Missing`, {
    body: { concurrentJobsLimit: 1 },
  })

  assert.equal(status, 404)
  assert.match(body.error.message, /^The node 'Missing' does not exist/)
  assert.equal((await azure.send('GET', `${runtimeUrl}/nodes/Missing`)).status, 404)
})
