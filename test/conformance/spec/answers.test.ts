import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openSpec } from '../../../conformance/spec/index.ts'
import { bakery, givenFiles } from './bakery.ts'

const rye = { type: 'Roggen', sourdough: true }
const oven = { id: '/bakeries/corner/ovens/1', bread: rye }

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly status?: number
  readonly body?: unknown
}

const checkerFor = async (t: TestContext) => {
  const { checkAnswer } = await openSpec(givenFiles(t, bakery))
  return ({ method = 'GET', path = '/bakeries/corner/ovens/1', status = 200, body }: Asked) =>
    checkAnswer({ method, path, status, headers: {}, body })
}
const wordsOf = (breaches: readonly { words: string }[]): string[] => breaches.map(({ words }) => words)

test('an answer that is as the document has it breaks nothing, whatever else it holds', async (t) => {
  const check = await checkerFor(t)
  const full = {
    ...oven,
    state: 'Hot',
    builtAt: '2031-05-06T07:08:09.1234567Z',
    owner: 'd97b6c5e-3f0a-4a86-9c3b-6f1f6a0f9d11',
    shelves: [{ trays: 1 }],
    load: 0.5,
    labels: { colour: 'blue' },
    settings: '@{an expression, not an object}',
    note: null,
    unknown: 7,
  }

  assert.deepEqual(check({ body: oven }), [])
  assert.deepEqual(check({ body: full }), [])
  assert.deepEqual(check({ path: '/BAKERIES/corner/Ovens/1', body: oven }), [])
  assert.deepEqual(check({ status: 304 }), [])
  assert.deepEqual(check({ status: 404, body: { error: { code: 'NotFound' } } }), [])
})

test('each part of a schema is held, and what breaks it is told with its place', async (t) => {
  const check = await checkerFor(t)

  for (const [body, words] of [
    [{ ...oven, id: undefined }, "body must have required property 'id'"],
    [{ id: oven.id }, "body must have required property 'bread'"],
    [{ ...oven, id: 1 }, 'body.id must be string'],
    [{ ...oven, id: '/elsewhere' }, 'body.id must match pattern "^/bakeries/[-\\w\\._]+"'],
    [{ ...oven, state: 'Warm' }, 'body.state must be one of Cold, Hot'],
    [{ ...oven, builtAt: 'yesterday' }, 'body.builtAt must match format "date-time"'],
    [{ ...oven, owner: 'me' }, 'body.owner must match format "uuid"'],
    [{ ...oven, shelves: [{ trays: 1 }, { trays: 0 }] }, 'body.shelves[1].trays must be >= 1'],
    [{ ...oven, shelves: {} }, 'body.shelves must be array'],
    [{ ...oven, load: 1 }, 'body.load must be < 1'],
    [{ ...oven, labels: { colour: 1 } }, 'body.labels.colour must be string'],
    [[], 'body must be object'],
  ] as const) {
    assert.ok(wordsOf(check({ body })).includes(`Ovens_Get: ${words}`), `${words}: ${wordsOf(check({ body }))}`)
  }
})

test('what has a discriminator is held to the heir that it names, whose own heirs count as well', async (t) => {
  const check = await checkerFor(t)
  const breadOf = (bread: object) => wordsOf(check({ body: { ...oven, bread } }))

  assert.deepEqual(breadOf({ type: 'DarkRye', sourdough: true, hours: 12 }), [])
  assert.deepEqual(breadOf({ type: 'Roggen' }), ["Ovens_Get: body.bread must have required property 'sourdough'"])
  assert.deepEqual(breadOf({ type: 'DarkRye', sourdough: 1, hours: 'many' }), [
    'Ovens_Get: body.bread.sourdough must be boolean',
    'Ovens_Get: body.bread.hours must be integer',
  ])
  assert.deepEqual(breadOf({ type: 'Cake' }), ['Ovens_Get: body.bread.type must be one of Roggen, DarkRye'])
  assert.deepEqual(breadOf({}), ["Ovens_Get: body.bread must have required property 'type'"])
  assert.deepEqual(breadOf({ ...rye, next: { type: 'Roggen' } }), [
    "Ovens_Get: body.bread.next must have required property 'sourdough'",
  ])
})

test('null is explained where a member may be absent, and a breach where it must be there', async (t) => {
  const check = await checkerFor(t)

  const optional = check({ body: { ...oven, state: null } })
  const required = check({ body: { ...oven, id: null } }).filter(({ meant }) => meant === undefined)

  assert.deepEqual(wordsOf(optional), ['Ovens_Get: body.state is null'])
  assert.match(optional[0]?.meant?.reason ?? '', /null/)
  assert.deepEqual(wordsOf(required), ["Ovens_Get: body must have required property 'id'"])
})

test('a status that the document does not have is a breach, and so is a body too many or too few', async (t) => {
  const check = await checkerFor(t)

  assert.deepEqual(wordsOf(check({ status: 201, body: oven })), ['Ovens_Get: status must be 200 or 304, and is 201'])
  assert.deepEqual(wordsOf(check({ body: undefined })), ['Ovens_Get: body is missing'])
  assert.deepEqual(wordsOf(check({ method: 'DELETE', body: oven })), ['Ovens_Delete: body must be empty'])
  assert.deepEqual(wordsOf(check({ status: 409, body: { message: 'no' } })), [
    "Ovens_Get: body must have required property 'error'",
  ])
})

test('the result of a long-running operation is held to what that operation ends with', async (t) => {
  const check = await checkerFor(t)
  const path = '/bakeries/corner/ovens/1/heat/operationresults/0f'

  assert.deepEqual(check({ path, body: oven }), [])
  assert.deepEqual(check({ path, status: 202 }), [])
  assert.deepEqual(wordsOf(check({ path, body: { bread: rye } })), [
    "Ovens_Heat: body must have required property 'id'",
  ])
})

test('what the document does not have is let pass', async (t) => {
  const check = await checkerFor(t)

  assert.deepEqual(check({ path: '/bakeries/corner', body: 1 }), [])
  assert.deepEqual(check({ path: '/bakeries/corner/ovens/1/heat', status: 201 }), [])
  assert.deepEqual(check({ path: '/bakeries/corner/ovens/1/operationresults/0f', body: 1 }), [])
})
