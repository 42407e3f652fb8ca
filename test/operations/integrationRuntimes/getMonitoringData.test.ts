import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getMonitoringData } from '../../../src/operations/integrationRuntimes/getMonitoringData.ts'
import { assertReply } from '../../support/assertReply.ts'
import { runtimeUrl } from '../../support/known.ts'
import { givenALinkedRuntime, linkedUrl, revoke } from '../../support/linked.ts'
import { givenNodes } from '../../support/nodes.ts'
import { startService } from '../../support/startService.ts'

test('a runtime without nodes tells its name alone, as recorded', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()

  const { status, body } = await azure.send('POST', `${runtimeUrl}/monitoringData`)

  assert.equal(status, 200)
  assert.equal(JSON.stringify(body), '{"name":"Runtime-1"}')
})

test('each node tells what it last said, and the limits that hold for it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure, [{ name: 'Node_1' }, { name: 'Node_2', monitoring: undefined }])
  await azure.send('PATCH', `${runtimeUrl}/nodes/Node_1`, { body: { concurrentJobsLimit: 8 } })

  const reply = await azure.send('POST', `${runtimeUrl}/monitoringData`)

  assertReply(getMonitoringData, reply)
  assert.equal(
    JSON.stringify(reply.body),
    JSON.stringify({
      name: 'Runtime-1',
      nodes: [
        {
          nodeName: 'Node_1',
          availableMemoryInMB: 16_740,
          cpuUtilization: 15,
          concurrentJobsLimit: 8,
          concurrentJobsRunning: 3,
          maxConcurrentJobs: 20,
          sentBytes: 2.5,
          receivedBytes: 6.75,
        },
        { nodeName: 'Node_2', concurrentJobsLimit: 20, maxConcurrentJobs: 20 },
      ],
    }),
  )
})

test('a linked runtime tells what the shared one does, under its name, as long as it may use it', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime()
  await givenNodes(azure)
  await givenALinkedRuntime(azure)

  const { body: borrowed } = await azure.send('POST', `${linkedUrl}/monitoringData`)
  await revoke(azure)
  const lost = await azure.send('POST', `${linkedUrl}/monitoringData`)

  assert.equal(borrowed.name, 'Runtime-1')
  assert.deepEqual(borrowed, (await azure.send('POST', `${runtimeUrl}/monitoringData`)).body)
  assert.equal(lost.status, 401)
  assert.deepEqual(Object.entries(lost.body.error), [
    ['code', 'UnauthorizedIntegrationRuntimeAccess'],
    [
      'message',
      "Access denied. Unable to access shared integration runtime 'Linked-1'. " +
        'Please check whether this resource has been granted permission by the shared integration runtime',
    ],
    ['target', null],
    ['details', null],
  ])
})
