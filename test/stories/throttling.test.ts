import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startLazulite } from 'lazulite'
import { azureClient, givenARuntime, runtimeNames } from '../support/azureClients.ts'
import { owner, runtimeUrl, subscriptionId } from '../support/known.ts'
import { request } from '../support/request.ts'

test("a throttled caller is brought through by the client's own retry, after the time that it was told", async (t) => {
  const azure = await startLazulite({ throttle: 'bucket' })
  t.after(() => azure.close())
  const client = azureClient(azure)
  await givenARuntime(azure, client)
  const refusals: { readonly waitSeconds: string | undefined; readonly atMs: number; readonly text: string }[] = []
  client.pipeline.addPolicy(
    {
      name: 'watchRefusals',
      sendRequest: async (sent, next) => {
        const { status, headers, bodyAsText, request } = await next(sent)
        if (status === 429) {
          refusals.push({ waitSeconds: headers.get('retry-after'), atMs: Date.now(), text: bodyAsText ?? '' })
        }
        return { status, headers, request, bodyAsText: bodyAsText ?? null }
      },
    },
    { afterPhase: 'Retry' },
  )
  const { token } = await azure.credential().getToken('https://management.azure.com/.default')
  const rotateElsewhere = () =>
    request(`${azure.httpUrl}${runtimeUrl}/regenerateAuthKey?api-version=2018-06-01`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"keyName":"authKey2"}',
    })
  // Others of the same principal use up its writes until the client has met a refusal.
  const crowd = (async () => {
    while (refusals.length === 0) await Promise.all(Array.from({ length: 40 }, rotateElsewhere))
  })()

  let fresh = await client.integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey1' })
  while (refusals.length === 0) {
    fresh = await client.integrationRuntimes.regenerateAuthKey(...runtimeNames, { keyName: 'authKey1' })
  }
  const answeredAtMs = Date.now()
  await crowd

  const [{ waitSeconds, atMs, text } = { waitSeconds: undefined, atMs: 0, text: '' }] = refusals
  assert.match(waitSeconds ?? '', /^[1-9]\d*$/, 'whole seconds: Terraform and Python read nothing else')
  assert.deepEqual(JSON.parse(text).error, {
    code: 'SubscriptionRequestsThrottled',
    message:
      `Number of 'write' requests for subscription '${subscriptionId}' actor '${owner.objectId}' exceeded. Please try ` +
      `again after '${waitSeconds}' seconds after additional tokens are available. Refer to ` +
      'https://aka.ms/arm-throttling for additional information.',
  })
  assert.ok(answeredAtMs - atMs >= Number(waitSeconds) * 1000 - 20, `it waited ${answeredAtMs - atMs} ms`)
  const { authKey1 } = await client.integrationRuntimes.listAuthKeys(...runtimeNames)
  assert.equal(authKey1, fresh.authKey1)
})
