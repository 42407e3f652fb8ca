import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc, { type Arbitrary } from 'fast-check'
import { factoryUrl, groupUrl, subscriptionId } from '../support/known.ts'
import { readPages } from '../support/readPages.ts'
import { selfHosted } from '../support/runtimeKinds.ts'
import { shareService } from '../support/shareService.ts'
import { worldWithoutSecrets } from '../support/worldWithoutSecrets.ts'

const azure = await shareService({ world: worldWithoutSecrets, pageSize: 3 })
before(() => azure.givenAFactory())

/** Names that lie close to each other, so that what comes and goes is on every side of where a page ends. */
const near = (units: readonly string[], prefix: string): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 3 }).map((text) => `${prefix}${text}`)

const lists = {
  runtimes: {
    url: `${factoryUrl}/integrationRuntimes`,
    body: { properties: selfHosted },
    name: near([...'aB0', '-0'], 'r0'),
  },
  factories: {
    url: `${groupUrl}/providers/Microsoft.DataFactory/factories`,
    body: { location: 'eastus' },
    name: near([...'aB0', '-0'], 'f0'),
  },
  groups: {
    url: `/subscriptions/${subscriptionId}/resourceGroups`,
    body: { location: 'eastus' },
    name: near([...'aB0-_.()äÄσΣж中'], 'g').map((name) => name.replace(/\.$/, '_')),
  },
}

const lower = (name: string): string => name.toLowerCase()

/** What is there by what a test knows, and what was there at any time, or all the time. Names in lower case. */
const known = (names: readonly string[]) => {
  const now = new Set(names)
  const [ever, always] = [new Set(now), new Set(now)]
  return {
    now,
    ever,
    always,
    note(name: string, isCreation: boolean): void {
      if (isCreation) now.add(name)
      else now.delete(name)
      ever.add(name)
      always.delete(name)
    },
  }
}

for (const [what, { url, body, name }] of Object.entries(lists)) {
  const at = (one: string): string => `${url}/${encodeURIComponent(one)}`
  const create = async (one: string): Promise<void> => {
    assert.ok((await azure.send('PUT', at(one), { body })).status < 300, one)
  }
  const remove = async (one: string): Promise<void> => {
    assert.ok((await azure.send('DELETE', at(one))).status < 300, one)
  }
  const change = fc.record({ isCreation: fc.boolean(), name })
  const story = fc.record({
    first: fc.uniqueArray(name, { maxLength: 9, selector: lower }),
    /** What others do after each page. */
    meanwhile: fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }),
    top: fc.constantFrom(undefined, 1, 2, 4),
  })

  test(`reading ${what} page by page skips nothing that stays and shows nothing twice, whatever comes and goes`, async () => {
    const others = (await readPages(azure, url)).flatMap(({ value }) => value.map((one) => lower(one.name)))

    await fc.assert(
      fc.asyncProperty(story, async ({ first, meanwhile, top }) => {
        const { now, ever, always, note } = known([...others, ...first.map(lower)])
        for (const one of first) await create(one)

        const pages = await readPages(azure, url, {
          ...(top !== undefined && { query: `$top=${top}` }),
          meanwhile: async (count) => {
            for (const { isCreation, name } of meanwhile[count - 1] ?? []) {
              const key = lower(name)
              if (isCreation === now.has(key) || others.includes(key)) continue
              await (isCreation ? create(name) : remove(name))
              note(key, isCreation)
            }
          },
        })

        const seen = pages.flatMap(({ value }) => value.map((one) => lower(one.name)))
        for (const one of now) if (!others.includes(one)) await remove(one)
        assert.deepEqual(
          seen.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
          seen,
          'in the order of their names',
        )
        assert.equal(new Set(seen).size, seen.length, 'none twice')
        for (const one of always) assert.ok(seen.includes(one), `${one} was there all the time`)
        for (const one of seen) assert.ok(ever.has(one), `${one} was never there`)
        for (const { value } of pages.slice(0, -1)) assert.equal(value.length, Math.min(top ?? 3, 3))
      }),
      { numRuns: 60 },
    )
    assert.deepEqual(
      (await readPages(azure, url)).flatMap(({ value }) => value.map((one) => lower(one.name))),
      others,
    )
  })
}
