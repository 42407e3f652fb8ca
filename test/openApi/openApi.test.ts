import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { runtimeDeeds } from '../../src/core/longRunning.ts'
import { nameRules } from '../../src/core/names.ts'
import { namedByUs } from '../../src/openApi/namedByUs.ts'
import { openApi } from '../../src/openApi/openApi.ts'
import { operations } from '../../src/operations/index.ts'
import { factoryUrl, origin, runtimeUrl } from '../support/known.ts'
import { serverless, ssis } from '../support/runtimeKinds.ts'
import { sampleOf } from '../support/samples.ts'
import { shareService } from '../support/shareService.ts'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly description?: string
  readonly schema: JsonObject
}

interface Described extends JsonObject {
  readonly operationId: string
  readonly parameters: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: JsonObject } } }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly $ref?: string }>>
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'))
const paths: Readonly<Record<string, Readonly<Record<string, Described>>>> = document.paths
const described = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([verb, operation]) => ({ path, verb, operation })),
)
const byId = new Map(described.map((one) => [one.operation.operationId, one]))
const parametersOf = ({ parameters }: Described): readonly Parameter[] =>
  parameters.map((one) =>
    '$ref' in one ? document.components.parameters[one.$ref.replace('#/components/parameters/', '')] : one,
  )
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

test('whoever has read the document knows how to get a token, and from whom', () => {
  assert.deepEqual(document.security, [{ azure_auth: ['user_impersonation'] }, { bearer: [] }])
  const { azure_auth: user, bearer } = document.components.securitySchemes
  assert.deepEqual(user.flows, {
    implicit: {
      authorizationUrl: 'https://localhost:8443/common/oauth2/authorize',
      scopes: { user_impersonation: 'Act as the user.' },
    },
  })
  assert.match(bearer.description, /`https:\/\/localhost:8443\/\{tenant\}\/oauth2\/v2\.0\/token`/)
})

test('where the server gives out no tokens itself, the document does not send anybody there', () => {
  const { security, components } = openApi({ origin, ownIssuer: false }) as typeof document

  assert.deepEqual(security, [{ bearer: [] }])
  assert.deepEqual(Object.keys(components.securitySchemes), ['bearer'])
  assert.doesNotMatch(JSON.stringify(components.securitySchemes), /oauth2|localhost/)
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
  for (const { verb, operation } of described) {
    const { default: refusal, ...others } = operation.responses
    const name = verb === 'head' ? 'RefusalOfHead' : 'Refusal'
    assert.deepEqual(refusal, { $ref: `#/components/responses/${name}` })
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

test('a pattern of names holds without flags, as a document has it', () => {
  for (const [name, { pattern }] of Object.entries(nameRules)) assert.match(pattern.flags, /^u?$/, name)
})

test('the deeds that can be asked after are told', () => {
  const [deed] = parametersOf(find('IntegrationRuntimes_GetOperationStatus').operation).filter(
    ({ name }) => name === 'deed',
  )

  assert.deepEqual(deed?.schema.enum, runtimeDeeds)
})

test('what an operation heeds is told: conditions where there is an etag, places in a list where there is a list', () => {
  const namesOf = (id: string): string[] => parametersOf(find(id).operation).map(({ name }) => name)

  assert.deepEqual(namesOf('Factories_Get').slice(-2), ['If-Match', 'If-None-Match'])
  assert.deepEqual(namesOf('Factories_List').slice(-2), ['$top', '$skiptoken'])
  assert.deepEqual(namesOf('IntegrationRuntimes_ListAuthKeys').at(-1), 'api-version')
})

test('a filter is told in the words of the operation that takes it', () => {
  const filtered = operations.filter(({ filter }) => filter !== undefined)

  assert.ok(filtered.length > 1)
  for (const { id, filter } of operations) {
    const told = parametersOf(find(id).operation).find(({ name }) => name === '$filter')
    assert.equal(told?.description, filter, id)
  }
})

test('an operation whose handler takes a filter says so', () => {
  for (const { id, filter, handle } of operations) {
    const takesIt = /[{,] *filter *[,}]/.test(String(handle).split('=>', 1)[0] ?? '')
    assert.equal(filter !== undefined, takesIt, id)
  }
})

test('a header of ours is told of the operation that heeds it, and of no other', () => {
  const headersOf = (id: string): readonly Parameter[] =>
    parametersOf(find(id).operation).filter(({ name }) => name.startsWith('x-lazulite-'))

  const [told, ...others] = headersOf('IntegrationRuntimes_RegenerateAuthKey')
  assert.equal(others.length, 0)
  assert.deepEqual([told?.name, told?.in], ['x-lazulite-if-unused', 'header'])
  assert.deepEqual(told?.schema, { type: 'string', enum: ['true', 'false'] })
  assert.match(told?.description ?? '', /AuthKeyInUse/)
  for (const { id, ownHeaders = {} } of operations) {
    assert.deepEqual(
      headersOf(id).map(({ name }) => name),
      Object.keys(ownHeaders),
      id,
    )
  }
})

test('an operation whose handler takes a header says so', () => {
  for (const { id, ownHeaders, handle } of operations) {
    const takesIt = /[{,] *header *[,}]/.test(String(handle).split('=>', 1)[0] ?? '')
    assert.equal(ownHeaders !== undefined, takesIt, id)
  }
})

test('role, quota and whose name it is are told of each operation', () => {
  const told = (id: string) => {
    const { operation } = find(id)
    return {
      action: operation['x-rbac-action'],
      quota: operation['x-quota'],
      isOpen: operation['x-open-at-tenant'] === true,
      isNamedByUs: operation['x-lazulite-name'] === true,
      isOurs: operation['x-lazulite-extension'] === true,
    }
  }
  const usual = { isOpen: false, isNamedByUs: false, isOurs: false }

  assert.deepEqual(told('IntegrationRuntimes_GetStatus'), {
    action: 'Microsoft.DataFactory/factories/integrationruntimes/getstatus/read',
    quota: 'reads',
    ...usual,
  })
  assert.deepEqual(told('Tenants_List'), { action: null, quota: 'reads', ...usual })
  for (const { id, isOpenAtTenant = false, isOurs = false } of operations) {
    assert.equal(told(id).isOpen, isOpenAtTenant, id)
    assert.equal(told(id).isNamedByUs, namedByUs.includes(id), id)
    assert.equal(told(id).isOurs, isOurs, id)
  }
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
  assert.equal(isRefusal({ error: { code: 'NoSuchCode', message: '' } }), false)
  for (const { status, body } of refused) assert.ok(isRefusal(body), String(status))
})

/** The same document, in which no object has members that are not named. */
const strict = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strict)
  if (!isJsonObject(value)) return value
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, strict(member)]))
  return isJsonObject(value.properties) && value.type === 'object'
    ? { additionalProperties: false, ...members }
    : members
}

test('what the service itself says of a factory and of a runtime, the document names', async () => {
  const azure = await shareService()
  const named = new Ajv2020({ strict: false }).addSchema({ ...(strict(document) as object), $id: 'document' })
  const fits = (name: string, body: unknown) => {
    const isOne = named.getSchema(`document#/components/schemas/${name}`) ?? assert.fail(name)
    assert.ok(isOne(body), JSON.stringify(isOne.errors))
  }
  await azure.givenAFactory()
  const identified = { location: 'eastus', identity: { type: 'SystemAssigned' } }

  assert.equal((await azure.send('PUT', factoryUrl, { body: identified })).status, 200)
  fits('Factory', (await azure.send('GET', factoryUrl)).body)
  await azure.send('PUT', runtimeUrl, { body: { properties: ssis } })
  fits('IntegrationRuntime', (await azure.send('GET', runtimeUrl)).body)
  await azure.send('DELETE', runtimeUrl)
  await azure.send('PUT', runtimeUrl, { body: { properties: serverless } })
  await azure.send('POST', `${runtimeUrl}/enableInteractiveQuery`, { body: { autoTerminationMinutes: 10 } })
  const { body } = await azure.send('GET', runtimeUrl)
  assert.equal(body.properties.typeProperties.interactiveQuery.status, 'Enabled')
  fits('IntegrationRuntime', body)
})
