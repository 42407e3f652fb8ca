import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin } from '../../support/begin.ts'
import { followLink } from '../../support/followLink.ts'
import { givenSsis, operationSeconds } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'

test('a result is 202 with its own address until it is there, and then what a start has come to', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure)
  const { statuses, results } = await begin(azure, 'start')

  const before = await followLink(azure, results)
  azure.skip(operationSeconds * 1000)
  const after = await followLink(azure, results)

  assert.equal(before.status, 202)
  assert.equal(before.body, '')
  assert.equal(before.headers.location, results)
  assert.match(String(before.headers['retry-after']), /^\d+$/)
  assert.equal(after.status, 200)
  const { properties } = (await followLink(azure, statuses)).body
  assert.equal(JSON.stringify(after.body), JSON.stringify(properties), 'what the status has')
  assert.equal(after.headers.location ?? after.headers['retry-after'], undefined)
})

test('the result of a stop is empty, as recorded', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Started')
  const { results } = await begin(azure, 'stop')
  assert.equal((await followLink(azure, results)).status, 202)
  azure.skip(operationSeconds * 1000)

  const { status, headers, body } = await followLink(azure, results)

  assert.equal(status, 200)
  assert.equal(body, '')
  assert.equal(headers['content-length'], '0')
  assert.equal(headers['content-type'], undefined)
})
