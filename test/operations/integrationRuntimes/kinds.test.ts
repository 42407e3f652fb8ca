import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { runtimeUrl, subscriptionId } from '../../support/known.ts'
import { givenALinkedRuntime, linkedUrl } from '../../support/linked.ts'
import { givenNodes } from '../../support/nodes.ts'
import { serverless, ssis } from '../../support/runtimeKinds.ts'
import { shareService } from '../../support/shareService.ts'
import { ssisInNetwork } from '../../support/ssisInNetwork.ts'

const azure = await shareService()
await azure.givenARuntime()
await givenNodes(azure)
await givenALinkedRuntime(azure)

const kinds = { serverless, ssis, ssisInNetwork, selfHosted: { type: 'SelfHosted' } } as const
const urlOf = (kind: string): string => (kind === 'linked' ? linkedUrl : runtimeUrl.replace('Runtime-1', kind))
for (const [kind, properties] of Object.entries(kinds)) {
  await azure.send('PUT', urlOf(kind), { body: { properties } })
}
await givenNodes(azure, [{}], urlOf('selfHosted'))

type Kind = keyof typeof kinds | 'linked'
interface Asked {
  readonly method?: 'DELETE' | 'GET' | 'PATCH' | 'POST'
  readonly path: string
  readonly body?: object
  /** The kinds of runtime that it is for. */
  readonly of: readonly Kind[]
}

const link = { name: 'Linked-9', subscriptionId, dataFactoryName: 'Other-1', dataFactoryLocation: 'eastus' }

/** What is asked of runtimes, and of which kinds it can be asked at all. */
const all: readonly Asked[] = [
  { path: 'monitoringData', of: ['selfHosted', 'linked'] },
  { method: 'GET', path: 'nodes/Node_1', of: ['selfHosted', 'linked'] },
  { path: 'nodes/Node_1/ipAddress', of: ['selfHosted', 'linked'] },
  { method: 'PATCH', path: 'nodes/Node_1', body: { concurrentJobsLimit: 1 }, of: ['selfHosted'] },
  { path: 'getConnectionInfo', of: ['selfHosted'] },
  { path: 'syncCredentials', of: ['selfHosted'] },
  { path: 'upgrade', of: ['selfHosted'] },
  { method: 'PATCH', path: '', body: { autoUpdate: 'Off' }, of: ['selfHosted'] },
  { path: 'linkedIntegrationRuntime', body: link, of: ['selfHosted'] },
  { path: 'removeLinks', body: { factoryName: 'Other-1' }, of: ['selfHosted'] },
  { method: 'DELETE', path: 'nodes/Node_1', of: ['selfHosted'] },
  { method: 'GET', path: 'outboundNetworkDependenciesEndpoints', of: ['ssisInNetwork'] },
  { path: 'refreshObjectMetadata', of: [] },
  { path: 'getObjectMetadata', of: [] },
]

const stateOf = async (kind: Kind): Promise<string> => {
  const asked = [
    azure.send('GET', urlOf(kind)),
    azure.send('POST', `${urlOf(kind)}/getStatus`),
    azure.send('POST', `${runtimeUrl}/getStatus`),
  ]
  return JSON.stringify((await Promise.all(asked)).map(({ body }) => body))
}

for (const { method = 'POST', path, body, of } of all) {
  describe(`${method} ${path}`, () => {
    for (const kind of [...(Object.keys(kinds) as Kind[]), 'linked' as const]) {
      const isForIt = of.includes(kind)

      test(`${isForIt ? 'is answered' : 'is refused by the provider, and changes nothing,'} for the kind ${kind}`, async () => {
        const before = await stateOf(kind)

        const {
          status,
          headers,
          body: answer,
        } = await azure.send(method, `${urlOf(kind)}/${path}`, { ...(body && { body }) })

        assert.equal(status, isForIt ? 200 : 400, JSON.stringify(answer))
        assert.equal(headers.server, 'Kestrel')
        if (isForIt) return
        assert.equal(answer.error.code, 'BadRequest')
        assert.deepEqual(Object.keys(answer.error), ['code', 'message', 'target', 'details'])
        assert.ok(answer.error.message.includes(kind === 'linked' ? "'Linked-1'" : `'${kind}'`), answer.error.message)
        assert.equal(await stateOf(kind), before)
      })
    }
  })
}
