import assert from 'node:assert/strict'
import type { AnyOperation, Method } from '../../src/operations/operation.ts'
import { origin } from './known.ts'
import { sampleOf, urlOf } from './samples.ts'
import type { Service } from './shareService.ts'
import type { Reply } from './startService.ts'

interface Call {
  /** An access token; without it none is sent. */
  readonly token?: string
  readonly url?: string
  readonly method?: Method
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends the sample request of an operation, or what differs from it. */
export const callOperation = async (
  { app }: Service,
  operation: AnyOperation,
  { token, url = urlOf(operation), method = operation.method, query = 'api-version=2018-06-01', headers = {} }: Call,
): Promise<Reply> => {
  const { body } = sampleOf(operation)
  const reply = await app.inject({
    method,
    url: query ? `${url}?${query}` : url,
    headers: {
      host: new URL(origin).host,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { payload: JSON.stringify(body) }),
  })
  return { status: reply.statusCode, headers: reply.headers, body: reply.body && JSON.parse(reply.body) }
}

const group = '/subscriptions/:subscriptionId/resourceGroups/:resourceGroupName'
const factory = `${group}/providers/Microsoft.DataFactory/factories/:factoryName`
const runtime = `${factory}/integrationRuntimes/:integrationRuntimeName`

/** Makes the group, the factory and the runtime that the sample request of an operation is about, where they are not. */
export const givenWhatItNames = async ({ send }: Service, operation: AnyOperation): Promise<void> => {
  if (!operation.path.includes(':resourceGroupName')) return
  if ((await send('GET', urlOf({ ...operation, path: runtime }))).status === 200) return
  for (const [path, body] of [
    [group, { location: 'eastus' }],
    [factory, { location: 'eastus' }],
    [runtime, { properties: { type: 'SelfHosted' } }],
  ] as const) {
    const { status } = await send('PUT', urlOf({ ...operation, path }), { body })
    assert.ok(status === 200 || status === 201, `${path}: ${status}`)
  }
}
