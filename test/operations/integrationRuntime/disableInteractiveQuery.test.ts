import assert from 'node:assert/strict'
import { test } from 'node:test'
import { begin } from '../../support/begin.ts'
import { dumpStore } from '../../support/dumpStore.ts'
import { followLink } from '../../support/followLink.ts'
import { runtimeUrl } from '../../support/known.ts'
import { serverless } from '../../support/runtimeKinds.ts'
import type { Service } from '../../support/shareService.ts'
import { operationSeconds } from '../../support/ssisStates.ts'
import { startService } from '../../support/startService.ts'

const statusOf = async (azure: Service): Promise<string | undefined> =>
  (await azure.send('GET', runtimeUrl)).body.properties.typeProperties.interactiveQuery?.status

const enable = async (azure: Service, autoTerminationMinutes?: number): Promise<void> =>
  void (await begin(azure, 'enableInteractiveQuery', { body: { autoTerminationMinutes } }))

/** What brings a fresh runtime into each of its states. */
const ways = {
  'not yet enabled': [],
  Enabling: ['enable'],
  Enabled: ['enable', 'wait'],
  Disabling: ['enable', 'wait', 'disable'],
  Disabled: ['enable', 'wait', 'disable', 'wait'],
} as const

const givenIn = async (t: Parameters<typeof startService>[0], state: keyof typeof ways): Promise<Service> => {
  const azure = await startService(t, { operationSeconds })
  await azure.givenARuntime(serverless)
  for (const step of ways[state]) {
    if (step === 'wait') azure.skip(operationSeconds * 1000)
    // So long that it does not end by itself meanwhile.
    else if (step === 'enable') await enable(azure, 1000)
    else await begin(azure, 'disableInteractiveQuery')
  }
  return azure
}

test('it is disabled when its time has come, and can be enabled again', async (t) => {
  const azure = await givenIn(t, 'Enabled')
  const statuses = [await statusOf(azure)]

  const { results } = await begin(azure, 'disableInteractiveQuery')
  statuses.push(await statusOf(azure))
  azure.skip(operationSeconds * 1000)
  statuses.push(await statusOf(azure))
  const { body } = await followLink(azure, results)
  await enable(azure)
  statuses.push(await statusOf(azure))

  assert.deepEqual(statuses, ['Enabled', 'Disabling', 'Disabled', 'Enabling'])
  assert.equal(body.properties.typeProperties.interactiveQuery.status, 'Disabled')
})

for (const state of Object.keys(ways) as (keyof typeof ways)[]) {
  for (const deed of ['enable', 'disable'] as const) {
    const fits = state !== 'Enabling' && state !== 'Disabling'
    const says = fits ? `can be ${deed}d` : `cannot be ${deed}d, and nothing changes`
    test(`interactive query that is ${state} ${says}`, async (t) => {
      const azure = await givenIn(t, state)
      const before = await dumpStore(azure.store)

      const { status, body } = await azure.send('POST', `${runtimeUrl}/${deed}InteractiveQuery`, { body: {} })

      assert.equal(status, fits ? 202 : 400)
      if (fits) return
      const wanted = deed === 'enable' ? 'Disabled or Enabled' : 'Enabled or Disabled'
      assert.deepEqual(body.error, {
        code: 'BadRequest',
        message: `The integration runtime 'Runtime-1' is ${state}: ${deed.replace(/e$/, 'ing')} interactive query needs it to be ${wanted}.`,
        target: null,
        details: null,
      })
      assert.equal(await dumpStore(azure.store), before)
    })
  }
}

test('what has ended by itself can be disabled all the same, as Terraform does', async (t) => {
  const azure = await startService(t)
  await azure.givenARuntime(serverless)
  await enable(azure, 1)
  azure.skip(60_000)

  assert.equal((await azure.send('POST', `${runtimeUrl}/disableInteractiveQuery`)).status, 202)
  assert.equal(await statusOf(azure), 'Disabled')
  await enable(azure)
})

test('what nobody has ever enabled is told nothing of, also when it is disabled', async (t) => {
  const azure = await startService(t, { operationSeconds })
  await azure.givenARuntime(serverless)

  await begin(azure, 'disableInteractiveQuery')

  assert.equal(await statusOf(azure), undefined)
  azure.skip(operationSeconds * 1000)
  assert.equal(await statusOf(azure), undefined)
})
