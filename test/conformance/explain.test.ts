import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outOfDate, reasonOf } from '../../conformance/explain.ts'
import { explained } from '../../conformance/explained.ts'
import type { Explanation } from '../../conformance/explanation.ts'
import type { Difference, Finding } from '../../conformance/finding.ts'
import { nodeSoftwareVersions } from '../../src/core/nodeSoftware.ts'
import { exchange } from './support.ts'

const finding = (said: Partial<Finding>): Finding => ({ place: 'body.fruit', kind: 'value', words: 'differs', ...said })

const aboutPears: Explanation = {
  name: 'pears',
  reason: 'Pears are meant.',
  kinds: ['value'],
  isAbout: ({ place, value }) => place === 'body.fruit' && value === 'pear',
}
const reason = (body: unknown, said: Partial<Finding> = {}) =>
  reasonOf({ exchange: exchange({ body }), finding: finding(said) }, [aboutPears])

test('a difference is explained by its place, its kind and what is recorded there', () => {
  assert.equal(reason({ fruit: 'pear' }), 'Pears are meant.')
  assert.equal(reason({ fruit: 'plum' }), undefined)
  assert.equal(reason({ fruit: 'pear' }, { kind: 'missing' }), undefined)
  assert.equal(reason({ fruit: 'pear', other: 'pear' }, { place: 'body.other' }), undefined)
})

test('who found a difference may know its reason', () => {
  assert.equal(reason({}, { reason: 'I know.' }), 'I know.')
})

test('an entry that explains nothing in a run that it is about is out of date', () => {
  const one = exchange({ body: { fruit: 'pear' } })
  const difference: Difference = { exchange: one, finding: finding({}) }

  assert.deepEqual(outOfDate([one], [], [aboutPears]), [aboutPears])
  assert.deepEqual(outOfDate([one], [difference], [aboutPears]), [])
  assert.deepEqual(outOfDate([exchange({ body: { fruit: 'plum' } })], [], [aboutPears]), [])
})

test('no two entries of the list have the same name or reason', () => {
  assert.equal(new Set(explained.map(({ name }) => name)).size, explained.length)
  assert.equal(new Set(explained.map((one) => one.reason)).size, explained.length)
})

/** The entry of the list that explains a difference of this kind at a place of an answer. */
const entryFor = (place: string, kind: Finding['kind'], answer: Parameters<typeof exchange>[0]) => {
  const why = reasonOf({ exchange: exchange(answer), finding: finding({ place, kind }) })
  return explained.find((one) => one.reason === why)?.name
}

const versions = (latestVersion: string) => ({
  body: { typeProperties: { latestVersion, newerVersions: [latestVersion] } },
})
const headers = (name: string, value: string) => ({ headers: { [name]: value } })
const newest = 'body.typeProperties.newerVersions[0]'

for (const [name, place, kind, answer] of [
  ['a name that its recorder missed', 'body.id', 'scrubbed', {}],
  ['a server of before 2022', 'header server', 'value', headers('server', 'Microsoft-IIS/10.0')],
  ['a server of before 2022', 'header x-powered-by', 'missing', headers('x-powered-by', 'ASP.NET')],
  ['the front door since 2024', 'header x-cache', 'missing', headers('x-cache', 'CONFIG_NOCACHE')],
  ['the front door since 2024', 'header x-msedge-ref', 'missing', headers('x-msedge-ref', 'Ref A: 7')],
  ['the time until the next poll', 'header retry-after', 'value', headers('retry-after', '15')],
  ['the versions of the node software', newest, 'value', versions('6.1.2.3')],
  [undefined, 'body.id', 'value', {}],
  [undefined, 'header server', 'value', headers('server', 'Kestrel')],
  [undefined, 'header server', 'missing', headers('server', 'Kestrel')],
  [undefined, 'header cache-control', 'missing', headers('cache-control', 'no-cache')],
  [undefined, 'header retry-after', 'missing', headers('retry-after', '15')],
  [undefined, 'header retry-after', 'value', headers('retry-after', '1')],
  [undefined, newest, 'value', versions(nodeSoftwareVersions[0])],
] as const) {
  test(`a ${kind} at ${place} of ${JSON.stringify(answer)} is explained by ${name ?? 'nothing'}`, () => {
    assert.equal(entryFor(place, kind, answer), name)
  })
}
