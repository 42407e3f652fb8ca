import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConformanceError } from '../../../conformance/conformanceError.ts'
import { openSpec } from '../../../conformance/spec/index.ts'
import { bakery, givenFiles } from './bakery.ts'

const main = bakery['bakery.json'] ?? {}
const noPaths = { swagger: '2.0' }

for (const [what, files, words] of [
  ['what is no JSON', { 'bakery.json': 'swagger: 2.0' }, /bakery\.json is no JSON object$/],
  ['a list', { 'bakery.json': '[]' }, /bakery\.json is no JSON object$/],
  [
    'OpenAPI 3',
    { 'bakery.json': { openapi: '3.1.0', paths: {} } },
    /bakery\.json is no Swagger 2\.0 document with paths$/,
  ],
  ['a file without paths', { 'bakery.json': noPaths }, /bakery\.json is no Swagger 2\.0 document with paths$/],
  ['a document whose neighbour is missing', { 'bakery.json': main }, /kinds\/breads\.json cannot be read: .*ENOENT/],
  [
    'a document that refers to nothing',
    {
      'bakery.json': {
        ...noPaths,
        paths: { '/x': { get: { operationId: 'X', responses: { 200: { schema: { $ref: '#/definitions/Y' } } } } } },
      },
    },
    /bakery\.json#\/definitions\/Y is referred to, and is not there$/,
  ],
] as const) {
  test(`${what} is refused in one line`, async (t) => {
    const file = givenFiles(t, files)

    await assert.rejects(openSpec(file), (error) => error instanceof ConformanceError && words.test(error.message))
  })
}

test('an example that is none is refused in one line', async (t) => {
  const get = {
    operationId: 'Factories_Get',
    responses: { 200: {} },
    'x-ms-examples': { It: { $ref: './It.json' } },
  }
  const document = { swagger: '2.0', paths: { '/x': { get } } }

  for (const [files, words] of [
    [{ 'document.json': document }, /It\.json cannot be read/],
    [{ 'document.json': document, 'It.json': {} }, /It\.json is no example: it has no parameters or no responses/],
  ] as const) {
    const spec = await openSpec(givenFiles(t, files))
    await assert.rejects(
      spec.checkExamples(),
      (error) => error instanceof ConformanceError && words.test(error.message),
    )
  }
})

test('an entry about answers counts once an answer has the place that it is about', async (t) => {
  const spec = await openSpec(givenFiles(t, bakery))
  const names = () => spec.reasons().map(({ name }) => name)
  const answered = { method: 'GET', path: '/bakeries/corner', status: 200, headers: {} }

  spec.checkAnswer({ ...answered, body: { properties: {} } })
  assert.ok(!names().includes('an empty encryption'))

  spec.checkAnswer({ ...answered, body: { properties: { encryption: {} } } })
  assert.ok(names().includes('an empty encryption'))
  assert.ok(names().includes('interactive query'), 'all others always count')
})
