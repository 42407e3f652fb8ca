import assert from 'node:assert/strict'
import { parseRuntimeId } from '../../src/core/resourceId.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Reader } from '../../src/core/store.ts'
import type { AnyOperation, Method } from '../../src/operations/operation.ts'
import { origin, subscriptionId } from './known.ts'
import { onlineNode } from './nodes.ts'
import { namesOf, preparationOf, sampleOf, urlOf } from './samples.ts'
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
  const { body, query: more } = sampleOf(operation)
  const asked = [query, more].filter((part) => part).join('&')
  const reply = await app.inject({
    method,
    url: asked ? `${url}?${asked}` : url,
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

/** Brings about all that the sample request of an operation needs, where it is not so. */
export const givenWhatItNames = async (azure: Service, operation: AnyOperation): Promise<void> => {
  const { path } = operation
  if (/:(resourceGroupName|locationId)\b/.test(path)) await givenResources(azure, operation)
  if (path.includes(':integrationRuntimeName')) await givenState(azure, operation)
  if (path.includes(':operationId')) await givenOperation(azure, operation)
  if (path.endsWith('/auditRecords')) await azure.givenAGroup()
  await givenRoles(azure, operation)
}

/** The group, the factory and the runtime. */
const givenResources = async ({ send }: Service, operation: AnyOperation): Promise<void> => {
  const { runtime: properties = { type: 'SelfHosted' } } = sampleOf(operation)
  if ((await send('GET', urlOf({ ...operation, path: runtime }))).status === 200) return
  for (const [path, body] of [
    [group, { location: 'eastus' }],
    [factory, { location: 'eastus' }],
    [runtime, { properties }],
  ] as const) {
    const { status } = await send('PUT', urlOf({ ...operation, path }), { body })
    assert.ok(status === 200 || status === 201, `${path}: ${status}`)
  }
}

/** The state of the runtime, and its node. */
const givenState = (azure: Service, operation: AnyOperation): Promise<void> =>
  azure.store.change(async (tx) => {
    const { state, hasNode } = sampleOf(operation)
    const kept = await findRuntime(tx, operation)
    if (state) await tx.saveRuntime({ ...kept, ...state })
    if (hasNode || operation.path.includes(':nodeName')) await tx.saveNode(onlineNode(kept.uid))
  })

/** The role, or who has it. */
const givenRoles = async ({ send }: Service, operation: AnyOperation): Promise<void> => {
  const body = preparationOf(operation)
  if (!body) return
  const { status } = await send('PUT', urlOf(operation), { body })
  assert.ok(status === 200 || status === 201, `${operation.path}: ${status}`)
}

/** What was begun, and has come to its end. */
const givenOperation = (azure: Service, operation: AnyOperation): Promise<void> =>
  azure.store.change(async (tx) => {
    const { operationId: id = '' } = namesOf(operation)
    if (await tx.findBegun(id)) return
    const isOfRuntime = operation.path.includes(':integrationRuntimeName')
    const runtimeUid = isOfRuntime ? (await findRuntime(tx, operation)).uid : undefined
    const deed = isOfRuntime ? 'start' : 'deleteResourceGroup'
    await tx.addBegun({ id, subscriptionId, runtimeUid, deed, endsAt: 0 })
  })

const findRuntime = async (tx: Reader, operation: AnyOperation): Promise<Runtime> => {
  const id = parseRuntimeId(urlOf({ ...operation, path: runtime }))
  return (id && (await tx.findRuntime(id))) ?? assert.fail(`${operation.id} has no runtime`)
}
