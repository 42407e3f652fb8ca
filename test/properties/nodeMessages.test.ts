import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { givenANode, metrics, nodesOn, version } from '../nodes/support.ts'
import { dumpStore } from '../support/dumpStore.ts'
import { owner, runtimeUrl as runtime } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'
import { assertCloudError } from '../support/wellFormedErrors.ts'

const azure = await shareService()
await azure.givenARuntime()
const { authKey1 } = await azure.listAuthKeys()
const credential = await givenANode(azure, { nodeName: 'Other' })
const token = await azure.tokenOf(owner)

const now = (): string => azure.now().toISOString()
const about = { ipAddress: '10.0.0.4', localTimeZoneOffset: 'PT8H', capabilities: { nodeEnabled: 'True' } }
const update = { result: 'Fail', startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-01T00:00:00Z' }

/** A message that is right but for the time, which is of the moment. */
const messages: Readonly<Record<string, object>> = {
  register: { authKey: authKey1, nodeName: 'Node-1', machineName: 'M', version, maxConcurrentJobs: 1, ...about },
  heartbeat: { status: 'Online', version, metrics, credentialsVersion: 1, update, ...about },
  rekey: { authKey: authKey1 },
  'keys/verify': { authKey: authKey1 },
}

/** The message with another value somewhere, whatever it is, or with one more. */
const spoilt = (message: object): fc.Arbitrary<object> =>
  fc
    .tuple(fc.constantFrom('time', 'more', '__proto__', ...Object.keys(message)), fc.jsonValue({ maxDepth: 4 }))
    .map(([name, value]) =>
      JSON.parse(
        `{"time":"${now()}",${JSON.stringify(message).slice(1, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`,
      ),
    )

const { post } = nodesOn(azure)

for (const [path, message] of Object.entries(messages)) {
  test(`no message to ${path} is answered with a 5xx, and none that is refused changes anything`, async () => {
    const authorization = path === 'keys/verify' ? `Bearer ${token}` : `Node ${credential}`
    const seen = new Set<number>()

    await fc.assert(
      fc.asyncProperty(fc.oneof({ arbitrary: spoilt(message), weight: 4 }, fc.jsonValue()), async (body) => {
        await azure.send('DELETE', `${runtime}/nodes/Node-1`)
        // A minute on: what was wrong before is no guess any more.
        azure.skip(60_000)
        const before = await dumpStore(azure.store)
        const headers = { authorization, 'content-type': 'application/json' }
        const { status, ...answer } = await post(path, JSON.stringify(body), headers)
        seen.add(status)
        assert.ok(status < 500, `${status} ${JSON.stringify(answer.body)}`)
        if (status < 400) return
        assertCloudError({ status, headers: answer.headers, text: JSON.stringify(answer.body) } as Parameters<
          typeof assertCloudError
        >[0])
        assert.ok(!JSON.stringify(answer.body).includes(authKey1.slice(-20)), 'no key is told')
        assert.equal(await dumpStore(azure.store), before)
      }),
      { numRuns: 200 },
    )

    assert.ok(seen.has(400), 'wrong ones have been seen')
  })
}
