import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openApi } from '../../src/openApi/openApi.ts'
import { operations } from '../../src/operations/index.ts'
import { origin } from '../support/known.ts'
import { shareService } from '../support/shareService.ts'

interface Proposed {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly query: string
  readonly body: object | undefined
}

// biome-ignore lint/suspicious/noExplicitAny: the test reads a document of many shapes.
const document: any = JSON.parse(JSON.stringify(openApi({ origin, ownIssuer: true })))

interface Parameter {
  readonly name: string
  readonly in: string
  readonly example: string
}

/** The parameters of an operation that the document proposes something for. */
const exemplified = (parameters: readonly (Parameter & { readonly $ref?: string })[]): readonly Parameter[] =>
  parameters
    .map((one) => (one.$ref ? document.components.parameters[one.$ref.replace('#/components/parameters/', '')] : one))
    .filter(({ example }) => example !== undefined)

/** Each operation as somebody would send it who changes nothing of what the document proposes. */
const proposed: readonly Proposed[] = Object.keys(document.paths).flatMap((path) =>
  Object.keys(document.paths[path]).map((method) => {
    const { operationId, parameters, requestBody } = document.paths[path][method]
    const [queries, names] = [true, false].map((isQuery) =>
      Object.fromEntries(
        exemplified(parameters)
          .filter((one) => (one.in === 'query') === isQuery)
          .map(({ name, example }) => [name, example]),
      ),
    )
    return {
      id: operationId,
      method: method.toUpperCase(),
      url: path.replace(/\{(\w+)\}/g, (_, name: string) => names?.[name] ?? assert.fail(`${path} ${name}`)),
      query: String(new URLSearchParams(queries)),
      body: requestBody?.content['application/json'].example,
    }
  }),
)

const isNotForSsis = /is not one for SSIS/
const isNotManaged = /is not a managed one/
const hasNoNode = /has no node|The node 'Node-1' does not exist/
const hasNotBegun = /There is no such operation/

/** What a fresh server refuses even so, once it has understood it. */
const refused: Readonly<Record<string, RegExp>> = {
  Factories_GetGitHubAccessToken: /this server has no GitHub application/,
  IntegrationRuntime_DisableInteractiveQuery: isNotManaged,
  IntegrationRuntime_EnableInteractiveQuery: isNotManaged,
  IntegrationRuntimeNodes_Get: hasNoNode,
  IntegrationRuntimeNodes_GetIpAddress: hasNoNode,
  IntegrationRuntimeNodes_Update: hasNoNode,
  IntegrationRuntimeObjectMetadata_Get: isNotForSsis,
  IntegrationRuntimeObjectMetadata_Refresh: isNotForSsis,
  IntegrationRuntimes_GetConnectionInfo: hasNoNode,
  IntegrationRuntimes_GetOperationResult: hasNotBegun,
  IntegrationRuntimes_GetOperationStatus: hasNotBegun,
  IntegrationRuntimes_ListOutboundNetworkDependenciesEndpoints: isNotForSsis,
  IntegrationRuntimes_Start: isNotForSsis,
  IntegrationRuntimes_Stop: isNotForSsis,
  ResourceGroups_GetOperationResult: hasNotBegun,
}

const isDeletion = ({ id }: Proposed): boolean => id.endsWith('_Delete')
const isUnregistration = ({ id }: Proposed): boolean => id.endsWith('_Unregister')

test('what the document proposes to begin with succeeds in the built-in world as it stands', async () => {
  const azure = await shareService()
  const inOrder = [
    ...proposed.filter((one) => !isDeletion(one) && !isUnregistration(one)),
    // What lies within goes before what it lies in.
    ...proposed.filter(isDeletion).toSorted((one, other) => other.url.length - one.url.length),
    ...proposed.filter(isUnregistration),
  ]

  assert.deepEqual(inOrder.map(({ id }) => id).toSorted(), operations.map(({ id }) => id).toSorted())
  for (const { id, method, url, query, body } of inOrder) {
    const reply = await azure.send(method, url, { query, ...(body && { body }) })

    const reason = refused[id]
    if (reason) assert.match(reply.body.error?.message, reason, id)
    else assert.ok(reply.status < 300, `${id} ${reply.status} ${JSON.stringify(reply.body)}`)
  }
})
