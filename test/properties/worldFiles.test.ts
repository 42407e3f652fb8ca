import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { StartError } from '../../src/core/startError.ts'
import { applyWorld } from '../../src/world/applyWorld.ts'
import { readWorld } from '../../src/world/readWorld.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { anyText, jsonText } from '../support/arbitraries.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'
import { secret, spoiltWorld, wholeWorld } from '../support/spoiltWorlds.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const snippets = [
  'tenants:',
  '- ',
  '  ',
  '\n',
  ': ',
  '&a ',
  '*a',
  '!!x ',
  '---\n',
  '|\n',
  '"',
  "'",
  '{',
  '[',
  '? ',
  '#',
  '%YAML 1.2\n',
]

/** The world that a text makes, or undefined where it is refused. Anything but a StartError is thrown on. */
const reader = (t: TestContext) => {
  const file = join(temporaryFolder(t), 'world.yaml')
  return async (text: Buffer | string): Promise<World | undefined> => {
    writeFileSync(file, text)
    try {
      return await readWorld(file)
    } catch (error) {
      assert.ok(error instanceof StartError, `${error}`)
      assert.ok(!error.message.includes(secret), error.message)
      assert.ok(error.message.length < 20_000, 'a refusal is short')
      return undefined
    }
  }
}

test('whatever a world file holds, it is read or refused, and no secret in it is told', async (t) => {
  const read = reader(t)
  const snippet = fc.constantFrom(...snippets)
  const text = fc.oneof(
    fc.array(fc.oneof(snippet, anyText), { maxLength: 30 }).map((parts) => parts.join('')),
    fc
      .tuple(fc.nat({ max: wholeWorld.length }), snippet)
      .map(([place, more]) => wholeWorld.slice(0, place) + more + wholeWorld.slice(place)),
    fc.nat({ max: wholeWorld.length }).map((place) => wholeWorld.slice(0, place)),
    jsonText,
  )
  await fc.assert(
    fc.asyncProperty(text, async (text) => void (await read(text))),
    { numRuns: 300 },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => void (await read(Buffer.from(bytes)))),
    { numRuns: 50 },
  )
})

test('a world that is read can be begun with', async (t) => {
  const read = reader(t)
  const effects = { now: () => new Date(), randomBytes, newId: randomUUID, operationMs: 0 }
  const hashSecret = async (secret: string) => `hash of ${secret.length}`
  assert.ok(await read(wholeWorld), 'unchanged, it is right')
  const tried = { taken: 0, refused: 0 }

  await fc.assert(
    fc.asyncProperty(spoiltWorld, async (text) => {
      const world = await read(text)
      tried[world ? 'taken' : 'refused'] += 1
      if (!world) return

      const store = await openTemporaryStore(t)
      await applyWorld(world, { store, effects, hashSecret })
      const subscriptions = await store.read((tx) => tx.listSubscriptions(world.tenants[0]?.id ?? ''))
      assert.ok(subscriptions.length <= (world.subscriptions?.length ?? 0))
    }),
    { numRuns: 120 },
  )

  assert.ok(tried.taken > 0 && tried.refused > 0, 'both have been tried')
})

test('a secret that lacks the space behind its colon is not told, though it is a name then', async (t) => {
  const world = `tenants: [{applications: [{displayName: robot, secret:${secret}}]}]`

  assert.equal(await reader(t)(world), undefined)
})

for (const [what, text] of Object.entries({
  'brackets without end': '['.repeat(100_000),
  'a list within a list, ten thousand times': '- '.repeat(10_000),
  'a text as long as may be': `a: ${'x'.repeat(1024 * 1024 - 4)}`,
  'one byte too many': ' '.repeat(1024 * 1024 + 1),
  'aliases that multiply': 'a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n',
  'a prototype': '__proto__: {tenants: []}\nconstructor: {}\n',
  'NUL bytes': '\u0000'.repeat(100),
  'two thousand names that mean nothing': Array.from({ length: 2000 }, (_, n) => `name${n}:\n`).join(''),
})) {
  test(`a world file of ${what} is refused`, { timeout: 20_000 }, async (t) => {
    assert.equal(await reader(t)(text), undefined)
  })
}
