import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openSpec } from '../../../conformance/spec/index.ts'
import { givenFiles } from './bakery.ts'

const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}'
const factory = `${group}/providers/Microsoft.DataFactory/factories/{factoryName}`
const runtime = `${factory}/integrationRuntimes/{integrationRuntimeName}`
const parametersOf = (path: string, ...others: object[]) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true })),
  { name: 'api-version', in: 'query', required: true },
  ...others,
]
const names = {
  subscriptionId: 'e7b5f2a1-0c3d-4e6f-8a9b-1c2d3e4f5a6b',
  resourceGroupName: 'bakery',
  factoryName: 'Rye-Factory',
  integrationRuntimeName: 'Oven-1',
  'api-version': '2018-06-01',
}

interface Shown {
  readonly path: string
  readonly verb: string
  readonly operation: object
  readonly parameters?: object
  readonly responses: object
}

/** Opens a document that has one operation with one example. */
const open = (t: TestContext, { path, verb, operation, parameters, responses }: Shown) => {
  const shown = {
    parameters: parametersOf(path),
    ...operation,
    'x-ms-examples': { It: { $ref: './examples/It.json' } },
  }
  const file = givenFiles(t, {
    'document.json': { swagger: '2.0', paths: { [path]: { [verb]: shown } } },
    'examples/It.json': { parameters: { ...names, ...parameters }, responses },
  })
  return openSpec(file)
}

const named = { required: ['name'], properties: { name: { type: 'string' } } }
const get = { operationId: 'IntegrationRuntimes_Get', responses: { 200: { schema: named }, 304: {} } }

test('an example is sent after what it names has been made, and its answer held to the document', async (t) => {
  const good = await open(t, { path: runtime, verb: 'get', operation: get, responses: { 200: {} } })
  const schema = { properties: { name: { type: 'integer' } } }
  const strange = { ...get, responses: { 200: { schema } } }
  const bad = await open(t, { path: runtime, verb: 'get', operation: strange, responses: { 200: {} } })

  assert.deepEqual(await good.checkExamples(), { sent: 1, breaches: [] })
  assert.deepEqual(await bad.checkExamples(), {
    sent: 1,
    breaches: [{ words: 'IntegrationRuntimes_Get: body.name must be integer' }],
  })
})

test('an answer with a status that the example does not show is a breach', async (t) => {
  const spec = await open(t, { path: runtime, verb: 'get', operation: get, responses: { 304: {} } })

  const { breaches } = await spec.checkExamples()

  assert.deepEqual(breaches, [{ words: 'IntegrationRuntimes_Get: example It: the status must be 304, and is 200' }])
})

test('headers and bodies of an example go with it, under the names of programs', async (t) => {
  const operation = {
    operationId: 'Factories_CreateOrUpdate',
    parameters: parametersOf(
      factory,
      { name: 'If-Match', in: 'header' },
      { name: 'factory', in: 'body', required: true },
    ),
    responses: { 200: { schema: named } },
  }
  const shown = { path: factory, verb: 'put', operation, responses: { 200: {} } }

  const sent = async (parameters: object) => (await (await open(t, { ...shown, parameters })).checkExamples()).breaches

  assert.deepEqual(await sent({ factory: { location: 'West US' }, ifMatch: null }), [])
  assert.match((await sent({ factory: { location: 'Atlantis' } }))[0]?.words ?? '', /is 400 LocationNotAvailable/)
  assert.match((await sent({ factory: { location: 'West US' }, ifMatch: 'x' }))[0]?.words ?? '', /is 412 Precondition/)
})

test('what takes its time is polled for, and its result held to the document', async (t) => {
  const path = `${runtime}/start`
  const operation = (properties: object) => ({
    operationId: 'IntegrationRuntimes_Start',
    'x-ms-long-running-operation': true,
    responses: { 200: { schema: { required: ['properties'], properties } }, 202: {} },
  })
  const shown = { path, verb: 'post', responses: { 200: {}, 202: {} } }

  const good = await open(t, { ...shown, operation: operation({ properties: { type: 'object' } }) })
  const bad = await open(t, { ...shown, operation: operation({ properties: { type: 'string' } }) })

  assert.deepEqual((await good.checkExamples()).breaches, [])
  assert.deepEqual((await bad.checkExamples()).breaches, [
    { words: 'IntegrationRuntimes_Start: body.properties must be string' },
  ])
})

/** Opens a document whose examples go one after the other. */
const openAll = (t: TestContext, all: readonly Shown[]) => {
  const paths = all.map(({ path, verb, operation }, at) => [
    path,
    {
      [verb]: {
        parameters: parametersOf(path),
        ...operation,
        'x-ms-examples': { [at]: { $ref: `./examples/${at}.json` } },
      },
    },
  ])
  const examples = all.map(({ parameters, responses }, at) => [
    `examples/${at}.json`,
    { parameters: { ...names, ...parameters }, responses },
  ])
  return openSpec(
    givenFiles(t, {
      'document.json': { swagger: '2.0', paths: Object.fromEntries(paths) },
      ...Object.fromEntries(examples),
    }),
  )
}

test('one example does not see what another has left, not even what stays', async (t) => {
  const link = {
    name: 'Oven-2',
    subscriptionId: names.subscriptionId,
    dataFactoryName: 'Mill',
    dataFactoryLocation: 'West US',
  }
  const path = `${runtime}/linkedIntegrationRuntime`
  const body = { name: 'link', in: 'body', required: true }
  const elsewhere = { subscriptionId: 'a1b2c3d4-0c3d-4e6f-8a9b-1c2d3e4f5a6b' }
  const operation = {
    operationId: 'IntegrationRuntimes_Link',
    parameters: parametersOf(path, body),
    responses: { 200: { schema: named } },
  }
  const status = { operationId: 'IntegrationRuntimes_GetStatus', responses: { 200: { schema: named } } }
  const spec = await openAll(t, [
    { path, verb: 'post', operation, parameters: { link }, responses: { 200: {} } },
    { path: runtime, verb: 'get', operation: get, parameters: elsewhere, responses: { 200: {} } },
    { path: `${runtime}/getStatus`, verb: 'post', operation: status, responses: { 200: {} } },
  ])

  assert.deepEqual(await spec.checkExamples(), { sent: 3, breaches: [] }, 'names of factories are taken once in all')
})

test('an example that makes no sense here is not sent, and told with the reason', async (t) => {
  const operation = { operationId: 'Factories_GetGitHubAccessToken', responses: { 200: {} } }
  const gitHub = runtime.replace(/\/integrationRuntimes\/.*$/, '/getGitHubAccessToken')
  const spec = await open(t, { path: gitHub, verb: 'post', operation, responses: { 200: {} } })

  const { sent, breaches } = await spec.checkExamples()

  assert.equal(sent, 0)
  assert.deepEqual(
    breaches.map(({ words }) => words),
    ['Factories_GetGitHubAccessToken: example It: is not sent'],
  )
  assert.match(breaches[0]?.meant?.reason ?? '', /GitHub/)
})
