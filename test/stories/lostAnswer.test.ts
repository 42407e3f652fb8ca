import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, type TestContext, test } from 'node:test'
import { azureClient } from '../support/azureClients.ts'
import { sampleRegenerateUrl, sampleRuntimeUrl, sampleSubscriptionId } from '../support/documentedSample.ts'
import { freePort } from '../support/freePort.ts'
import { owner, tenantId } from '../support/known.ts'
import { openLosingProxy } from '../support/losingProxy.ts'
import { startProgram } from '../support/program.ts'
import { sentOnce } from '../support/repeats.ts'
import { fetchToken, request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const sample = ['exampleResourceGroup', 'exampleFactoryName', 'exampleIntegrationRuntime'] as const
const tokenFrom = (httpUrl: string) => fetchToken(httpUrl, { tenantId, ...owner })

/** One POST to the sample's runtime over plain http. */
const post = async (httpUrl: string, url: string, more: Parameters<typeof request>[1] & { token: string }) => {
  const { token, headers, ...sent } = more
  const {
    status,
    headers: answered,
    text,
  } = await request(httpUrl + url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...sent,
  })
  return { status, result: answered['repeatability-result'], body: JSON.parse(text) }
}

/** How often the first key has been made. */
const generationAt = async (httpUrl: string): Promise<number> => {
  const url = `${sampleRuntimeUrl}/listAuthKeyUsage?api-version=2018-06-01`
  const { body } = await post(httpUrl, url, { token: await tokenFrom(httpUrl) })
  return body.keys[0].generation
}

/** Microsoft's client as it comes, with a proxy between it and its server that loses answers. */
const startBehindProxy = async (t: TestContext, flags: readonly string[]) => {
  const port = await freePort()
  const proxy = await openLosingProxy(t, port)
  const url = `https://localhost:${proxy.port}`
  const { ready } = await startProgram(t, temporaryFolder(t), [`--port=${port}`, `--public-url=${url}`, ...flags])
  const ca = readFileSync(ready.caFile, 'utf8')
  const client = azureClient({ url, ca, tenantId }, { ...owner, subscriptionId: sampleSubscriptionId })
  return { proxy, runtimes: client.integrationRuntimes, httpUrl: ready.httpUrl }
}

describe('an answer that is lost behind the commit', { concurrency: true }, () => {
  for (const { flags, rotations } of [
    { flags: ['--repeat-client-request-ids'], rotations: 1 },
    { flags: [], rotations: 2 },
  ]) {
    const setting = flags.length > 0 ? 'where its ids count' : 'unless its ids count'
    test(`has the client's own retry rotate ${rotations === 1 ? 'once' : 'twice'} ${setting}`, async (t) => {
      const { proxy, runtimes, httpUrl } = await startBehindProxy(t, flags)
      await runtimes.listAuthKeys(...sample)
      const before = await generationAt(httpUrl)

      const lost = proxy.loseNextAnswer()
      const fresh = await runtimes.regenerateAuthKey(...sample, { keyName: 'authKey1' })

      await lost
      assert.equal((await generationAt(httpUrl)) - before, rotations)
      const { authKey1 } = await runtimes.listAuthKeys(...sample)
      assert.equal(fresh.authKey1, authKey1, 'what it was told at last is what is good')
    })
  }

  test('is given again by the server that was killed and started anew', async (t) => {
    const data = temporaryFolder(t)
    const ports = [`--port=${await freePort()}`, `--http-port=${await freePort()}`]
    const before = await startProgram(t, data, ports)
    const { httpUrl } = before.ready
    const token = await tokenFrom(httpUrl)
    const rotate = () => post(httpUrl, sampleRegenerateUrl, { token, headers, body: '{"keyName":"authKey1"}' })
    const headers = sentOnce()

    const first = await rotate()
    before.kill('SIGKILL')
    await before.ended
    await startProgram(t, data, ports)
    const again = await rotate()

    assert.deepEqual([first.status, first.result], [200, 'accepted'])
    assert.deepEqual(again, first)
    assert.equal(await generationAt(httpUrl), 2)
  })
})
