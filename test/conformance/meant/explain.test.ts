import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Difference, Finding } from '../../../conformance/comparing/finding.ts'
import { examplesNotSent } from '../../../conformance/meant/examplesNotSent.ts'
import { exchangesNotSent } from '../../../conformance/meant/exchangesNotSent.ts'
import { reasonOf, reasonsAbout } from '../../../conformance/meant/explain.ts'
import type { Meant } from '../../../conformance/meant/meant.ts'
import { meantAnswers } from '../../../conformance/meant/meantAnswers.ts'
import { type DifferenceAt, meantDifferences } from '../../../conformance/meant/meantDifferences.ts'
import { meantOperations } from '../../../conformance/meant/meantOperations.ts'
import { nodeSoftwareVersions } from '../../../src/core/nodeSoftware.ts'
import { exchange } from '../support.ts'

const finding = (said: Partial<Finding>): Finding => ({ place: 'body.fruit', kind: 'value', words: 'differs', ...said })

const aboutPears: Meant<DifferenceAt> = {
  name: 'pears',
  reason: 'Pears are meant.',
  covers: ({ place, kind, value }) => kind === 'value' && place === 'body.fruit' && value === 'pear',
}
const explained = (body: unknown, said: Partial<Finding> = {}) =>
  reasonOf({ exchange: exchange({ body }), finding: finding(said) }, [aboutPears])

test('a difference is explained by its place, its kind and what is recorded there', () => {
  assert.equal(explained({ fruit: 'pear' }), aboutPears)
  assert.equal(explained({ fruit: 'plum' }), undefined)
  assert.equal(explained({ fruit: 'pear' }, { kind: 'missing' }), undefined)
  assert.equal(explained({ fruit: 'pear', other: 'pear' }, { place: 'body.other' }), undefined)
})

test('who found a difference may know its reason', () => {
  const meant = { name: 'known', reason: 'I know.' }

  assert.equal(explained({}, { meant }), meant)
})

test('an entry is about exchanges in which it would explain a difference', () => {
  const about = (body: unknown) => reasonsAbout([exchange({ body })], [aboutPears])

  assert.deepEqual(about({ fruit: 'pear' }), [aboutPears])
  assert.deepEqual(about({ fruit: 'plum' }), [])
})

test('a recording whose names were all replaced says nothing of recorders', () => {
  const about = reasonsAbout([exchange({ body: { name: 'press' } })])

  assert.ok(!about.some(({ name }) => name === 'a name that its recorder missed'))
})

test('no two entries of the lists have the same name', () => {
  const lists = [exchangesNotSent, meantDifferences, meantOperations, meantAnswers, examplesNotSent]
  const names = lists.flat().map(({ name }) => name)

  assert.equal(new Set(names).size, names.length)
})

/** The entry of the list that explains a difference of this kind at a place of an answer. */
const entryFor = (place: string, kind: Finding['kind'], answer: Parameters<typeof exchange>[0]) => {
  const difference: Difference = { exchange: exchange(answer), finding: finding({ place, kind }) }
  return reasonOf(difference)?.name
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
  [undefined, newest, 'type', versions('6.1.2.3')],
] as const) {
  test(`a ${kind} at ${place} of ${JSON.stringify(answer)} is explained by ${name ?? 'nothing'}`, () => {
    assert.equal(entryFor(place, kind, answer), name)
  })
}
