import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { extensions } from '../scripts/extensions.ts'
import { parameterReferences } from '../scripts/openApi/parameters.ts'
import { isJsonObject, type JsonObject } from '../src/core/json.ts'
import { operations } from '../src/operations/index.ts'
import { type AnyOperation, type AnyReply, ok } from '../src/operations/operation.ts'
import { factoryUrl, runtimeUrl } from './support/known.ts'
import { sampleOf } from './support/samples.ts'
import { shareService } from './support/shareService.ts'

interface Described extends JsonObject {
  readonly operationId: string
  readonly parameters: readonly { readonly $ref: string }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: JsonObject } } }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly $ref?: string }>>
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../docs/openapi.json'), 'utf8'))
const paths: Readonly<Record<string, Readonly<Record<string, Described>>>> = document.paths
const described = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([verb, operation]) => ({ path, verb, operation })),
)
const byId = new Map(described.map((one) => [one.operation.operationId, one]))
interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: JsonObject
}
const parametersOf = ({ parameters }: Described): readonly Parameter[] =>
  parameters.map(({ $ref }) => document.components.parameters[$ref.replace('#/components/parameters/', '')])
const find = (id: string) => byId.get(id) ?? assert.fail(`there is no ${id}`)

/** Every object within a value. */
const objectsIn = (value: unknown): readonly JsonObject[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  return isJsonObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : []
}

const ajv = new Ajv2020({ strict: false }).addSchema({ ...document, $id: 'document' })
/** Compiles a schema of the document, whose references lead into it. */
const compile = (schema: JsonObject) => ajv.compile(rooted(schema))
const rooted = (schema: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/'))

test('every operation is described, under its own name and at its own request', () => {
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual([...byId.keys()].toSorted(), operations.map(({ id }) => id).toSorted())
  assert.equal(byId.size, described.length, 'no name stands twice')
  for (const { id, method } of operations) assert.equal(find(id).verb, method.toLowerCase())
})

test('every reference leads somewhere', () => {
  const references = objectsIn(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))

  assert.ok(references.length > 50, 'the test sees references at all')
  for (const reference of references) {
    const names = reference.split('/')
    const found = names.slice(1).reduce<unknown>((at, name) => (isJsonObject(at) ? at[name] : undefined), document)
    assert.ok(names[0] === '#' && isJsonObject(found), reference)
  }
})

test('the parameters of each path are those in its braces, and no parameter is told twice', () => {
  for (const { path, operation } of described) {
    const inBraces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = parametersOf(operation)
      .filter((parameter) => parameter.in === 'path')
      .map(({ name }) => name)
    assert.deepEqual(declared, inBraces, path)
    const all = parametersOf(operation).map((parameter) => `${parameter.in} ${parameter.name}`)
    assert.equal(new Set(all).size, all.length, path)
    assert.ok(all.includes('query api-version'), path)
  }
})

test('every schema is one', () => {
  for (const schema of objectsIn(document).flatMap(({ schema }) => (isJsonObject(schema) ? [schema] : []))) {
    assert.doesNotThrow(() => compile(schema), JSON.stringify(schema).slice(0, 200))
  }
})

test('every answer says in words what it is, and a refusal is told once for all', () => {
  for (const { operation } of described) {
    const { default: refusal, ...others } = operation.responses
    assert.deepEqual(refusal, { $ref: '#/components/responses/Refusal' })
    for (const { description } of Object.values(others)) assert.match(description ?? '', /^[A-Z]/)
  }
})

test('names of factories and runtimes have the patterns that they are held to', () => {
  const { operation } = find('IntegrationRuntimes_RegenerateAuthKey')
  const schemaOf = (name: string) => parametersOf(operation).find((parameter) => parameter.name === name)?.schema ?? {}

  for (const name of ['factoryName', 'integrationRuntimeName']) {
    assert.equal(compile(schemaOf(name))('Factory-1'), true)
    for (const wrong of ['ab', 'a--b', '-abc', 'a'.repeat(64)]) assert.equal(compile(schemaOf(name))(wrong), false)
  }
})

test('what an operation heeds is told: conditions where there is an etag, places in a list where there is a list', () => {
  const namesOf = (id: string): string[] => parametersOf(find(id).operation).map(({ name }) => name)

  assert.deepEqual(namesOf('Factories_Get').slice(-2), ['If-Match', 'If-None-Match'])
  assert.deepEqual(namesOf('Factories_List').slice(-2), ['$top', '$skiptoken'])
  assert.deepEqual(namesOf('IntegrationRuntimes_ListAuthKeys').at(-1), 'api-version')
})

test('the filter is told of the operations whose handlers take it', () => {
  const filter = '#/components/parameters/filter'
  const withHandler = (handle: (request: never) => Promise<AnyReply>) =>
    parameterReferences({ ...operations[0], handle } as AnyOperation)

  const taking = withHandler(async ({ filter }: { filter: string }) => ok(filter))
  const looking = withHandler(async (request: { filter: string }) => ok([1].filter(() => request)))

  assert.ok(taking.some((one) => one.$ref === filter))
  assert.ok(!looking.some((one) => one.$ref === filter), 'another word that is spelt the same')
})

test('role, quota and origin of each operation are told', () => {
  const told = (id: string) => {
    const { 'x-rbac-action': action, 'x-quota': quota, 'x-lazulite-extension': extension } = find(id).operation
    return { action, quota, extension }
  }

  assert.deepEqual(told('IntegrationRuntimes_GetStatus'), {
    action: 'Microsoft.DataFactory/factories/integrationruntimes/getstatus/read',
    quota: 'reads',
    extension: undefined,
  })
  assert.deepEqual(told('Tenants_List'), { action: null, quota: 'reads', extension: undefined })
  for (const id of extensions) assert.equal(told(id).extension, true)
})

test('the sample requests of the tests fit the document', () => {
  for (const operation of operations) {
    const { body } = sampleOf(operation)
    const { requestBody } = find(operation.id).operation
    if (body && requestBody) assert.ok(compile(requestBody.content['application/json'].schema)(body), operation.id)
  }
})

test('what is refused fits the document, whoever refuses it', async () => {
  const azure = await shareService()
  await azure.givenAFactory()
  const isRefusal = compile(document.components.schemas.Refusal)

  const granted = await azure.send('GET', factoryUrl)
  const refused = [
    await azure.send('GET', factoryUrl, { token: null }),
    await azure.send('GET', `${factoryUrl}x`),
    await azure.send('GET', runtimeUrl),
  ]

  assert.equal(isRefusal(granted.body), false)
  for (const { status, body } of refused) assert.ok(isRefusal(body), String(status))
})
