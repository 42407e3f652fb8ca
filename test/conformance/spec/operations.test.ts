import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Type } from 'typebox'
import { openDocument } from '../../../conformance/spec/document.ts'
import { breachesOfOperations } from '../../../conformance/spec/operations.ts'
import { type AnyOperation, empty } from '../../../src/operations/operation.ts'
import { givenFiles } from './bakery.ts'

const factory = '/subscriptions/{subscriptionId}/providers/Microsoft.DataFactory/factories/{factoryName}'
const apiVersion = { name: 'api-version', in: 'query', required: true }
const factoryName = {
  name: 'factoryName',
  in: 'path',
  required: true,
  pattern: '^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$',
  minLength: 3,
  maxLength: 63,
}
const names = [{ name: 'subscriptionId', in: 'path', required: true }, factoryName]

/** What a document has at the path of a factory. */
const get = {
  operationId: 'Factories_Get',
  parameters: [...names, apiVersion, { name: 'If-None-Match', in: 'header' }],
  responses: { 200: {}, 304: {}, default: {} },
}
const put = {
  operationId: 'Factories_CreateOrUpdate',
  parameters: [
    ...names,
    apiVersion,
    { name: 'factory', in: 'body', required: true },
    { name: 'If-Match', in: 'header' },
  ],
  responses: { 200: {}, default: {} },
}

const ours = (id: string, method: AnyOperation['method'], rest: Partial<AnyOperation> = {}): AnyOperation =>
  ({
    id,
    method,
    path: factory.replace(/\{(\w+)\}/g, ':$1'),
    action: undefined,
    summary: '',
    body: null,
    replies: { 200: null },
    effect: 'read',
    handle: async () => empty(200),
    ...rest,
  }) as AnyOperation

const etag = async () => undefined
const ourGet = ours('Factories_Get', 'GET', { replies: { 200: null, 304: null }, etag })
const ourPut = ours('Factories_CreateOrUpdate', 'PUT', { body: Type.Object({}), etag })

/** What is not explained in the comparison of a document with a list. */
const compare = async (t: TestContext, paths: object, operations: readonly AnyOperation[]): Promise<string[]> => {
  const document = await openDocument(givenFiles(t, { 'document.json': { swagger: '2.0', paths } }))
  return breachesOfOperations(document, operations)
    .filter(({ meant }) => meant === undefined)
    .map(({ words }) => words)
}

test('a list that has what the document has is as it should be', async (t) => {
  assert.deepEqual(await compare(t, { [factory]: { get, put } }, [ourGet, ourPut]), [])
})

test('an operation of our groups that is missing is told, and none of other groups', async (t) => {
  const other = { ...put, operationId: 'Pipelines_CreateOrUpdate' }

  const told = await compare(t, { [factory]: { get }, [`${factory}/pipelines`]: { put: other } }, [])

  assert.deepEqual(told, ['Factories_Get: operation is in the document, and not here'])
})

test('an operation of Data Factory that the document does not have is told, and none of another provider', async (t) => {
  const elsewhere = ours('Groups_Get', 'GET', { path: '/subscriptions/:subscriptionId/resourceGroups/:name' })

  const told = await compare(t, { [factory]: { get } }, [ourGet, ours('Factories_Bake', 'POST'), elsewhere])

  assert.deepEqual(told, ['Factories_Bake: operation is here, and not in the document'])
})

test('an operation that says that Azure has nothing like it is not looked for in the document', async (t) => {
  const own = ours('Factories_Bake', 'POST', { isOurs: true })

  assert.deepEqual(await compare(t, { [factory]: { get } }, [ourGet, own]), [])
})

for (const [what, paths, operation, words] of [
  [
    'another name',
    { [factory]: { get } },
    { ...ourGet, id: 'Factories_Show' },
    [
      'operationId Factories_Get is in the document, and not here',
      'operationId Factories_Show is here, and not in the document',
    ],
  ],
  [
    'another method',
    { [factory]: { post: get } },
    ourGet,
    [
      `request POST ${factory} is in the document, and not here`,
      `request GET ${factory} is here, and not in the document`,
    ],
  ],
  [
    'another parameter in its path',
    { [factory]: { get } },
    { ...ourGet, path: '/subscriptions/:id/providers/Microsoft.DataFactory/factories/:factoryName' },
    [
      `request GET ${factory} is in the document, and not here`,
      `request GET ${factory.replace('subscriptionId', 'id')} is here, and not in the document`,
    ],
  ],
  [
    'no api-version in the document',
    { [factory]: { get: { ...get, parameters: names } } },
    ourGet,
    ['required parameter api-version is here, and not in the document'],
  ],
  [
    'no condition here',
    { [factory]: { get } },
    ours('Factories_Get', 'GET', { replies: { 200: null, 304: null } }),
    ['optional parameter if-none-match is in the document, and not here'],
  ],
  [
    'a body that need not be there',
    { [factory]: { get: { ...get, parameters: [...get.parameters, { name: 'factory', in: 'body' }] } } },
    { ...ourGet, body: Type.Object({}) },
    [
      'optional parameter body is in the document, and not here',
      'required parameter body is here, and not in the document',
    ],
  ],
  [
    'other statuses',
    { [factory]: { get } },
    { ...ourGet, replies: { 200: null, 204: null } },
    ['status 304 is in the document, and not here', 'status 204 is here, and not in the document'],
  ],
] as const) {
  test(`${what} is told`, async (t) => {
    const told = await compare(t, paths, [operation as AnyOperation])

    assert.deepEqual(
      told,
      words.map((one) => `Factories_Get: ${one}`),
    )
  })
}

test('what is meant comes with its reason', async (t) => {
  const paths = { [factory]: { get, delete: { ...get, operationId: 'Factories_Delete', responses: { 200: {} } } } }
  const document = await openDocument(givenFiles(t, { 'document.json': { swagger: '2.0', paths } }))

  const told = breachesOfOperations(document, [ourGet, ours('Factories_Delete', 'DELETE', { etag })])

  assert.deepEqual(
    told.map(({ words }) => words),
    [
      'Factories_Delete: optional parameter if-match is here, and not in the document',
      'Factories_Get: optional parameter if-match is here, and not in the document',
    ],
  )
  for (const { meant } of told) assert.match(meant?.reason ?? '', /RFC 9110/)
})

test('the 200 that a long-running operation ends with need not be an answer of its own', async (t) => {
  const start = {
    operationId: 'IntegrationRuntimes_Start',
    'x-ms-long-running-operation': true,
    parameters: [...names, apiVersion],
    responses: { 200: {}, 202: {} },
  }

  const told = await compare(t, { [factory]: { post: start } }, [
    ours('IntegrationRuntimes_Start', 'POST', { replies: { 202: null } }),
  ])

  assert.deepEqual(told, [])
})

test('names in paths must look as the document says, and what does not is told once', async (t) => {
  const { maxLength, ...longer } = factoryName
  const parameters = [...names.slice(0, 1), { ...longer, minLength: 4 }, apiVersion]
  const paths = { [factory]: { get: { ...get, parameters }, put: { ...put, parameters } } }

  const told = await compare(t, paths, [ourGet, ourPut])

  assert.deepEqual(
    told.filter((words) => words.includes('Length')),
    [
      'Factories_Get: minLength 4 of factoryName is in the document, and not here',
      'Factories_Get: minLength 3 of factoryName is here, and not in the document',
      'Factories_Get: maxLength 63 of factoryName is here, and not in the document',
    ],
  )
})
