import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin } from '../../support/begin.ts'
import { followLink } from '../../support/followLink.ts'
import { runtimeUrl } from '../../support/known.ts'
import { givenSsis, operationSeconds, ssisStates } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'

test('a refresh goes on, and comes to an end without a result, in the words of the documentation', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Started')

  const { id, statuses, results } = await begin(azure, 'refreshObjectMetadata')
  const during = [await followLink(azure, statuses), await followLink(azure, results)]
  azure.skip(operationSeconds * 1000)
  const after = [await followLink(azure, statuses), await followLink(azure, results)]

  const inProgress = { status: 'InProgress', name: id, properties: null, error: null }
  const succeeded = { ...inProgress, status: 'Succeeded' }
  assert.deepEqual(
    during.map(({ status }) => status),
    [200, 202],
  )
  assert.equal(JSON.stringify(during[0]?.body), JSON.stringify(inProgress))
  for (const { status, body } of after) {
    assert.equal(status, 200)
    assert.equal(JSON.stringify(body), JSON.stringify(succeeded))
  }
})

test('the machines go on meanwhile', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await givenSsis(azure, 'Started')

  await begin(azure, 'refreshObjectMetadata')

  assert.equal((await azure.send('GET', runtimeUrl)).body.properties.state, 'Started')
  assert.equal((await azure.send('POST', `${runtimeUrl}/stop`)).status, 202)
})

for (const state of ssisStates.filter((one) => one !== 'Started')) {
  test(`machines that are ${state} have no catalog to read`, async (t) => {
    const azure = await startService(t, { operationSeconds })
    await givenSsis(azure, state)

    for (const deed of ['refreshObjectMetadata', 'getObjectMetadata']) {
      const { status, headers, body } = await azure.send('POST', `${runtimeUrl}/${deed}`)
      assert.equal(status, 400)
      assert.equal(body.error.code, 'BadRequest')
      assert.match(body.error.message, new RegExp(`^The integration runtime 'Runtime-1' is ${state}: `))
      assert.equal(headers.location, undefined)
    }
  })
}
