import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding } from '../../conformance/comparing/finding.ts'
import type { Meant } from '../../conformance/meant/meant.ts'
import type { DifferenceAt } from '../../conformance/meant/meantDifferences.ts'
import type { Replayed } from '../../conformance/replay.ts'
import { reportOf } from '../../conformance/report.ts'
import { exchange, factoryUrl } from './support.ts'

const one = exchange({ index: 7, method: 'PUT', body: { fruit: 'pear' } })
const replayed = (...findings: readonly Finding[]): Replayed => ({
  cassette: { name: 'orchard', exchanges: [one, exchange({ index: 9 })] },
  prelude: 'unregistered',
  steps: ['register the provider before #7'],
  differences: findings.map((finding) => ({ exchange: one, finding })),
})
const unexplained: Finding = { place: 'body.name', kind: 'value', words: 'recorded "pear", ours "plum"' }
const meant: Finding = { place: 'body.fruit', kind: 'value', words: 'recorded "pear", ours "apple"' }

const list: readonly Meant<DifferenceAt>[] = [
  { name: 'fruit', reason: 'Fruit differs.', covers: ({ place }) => place === 'body.fruit' },
]
const pears = { name: 'pears', reason: 'Pears are eaten.' }
const report = (held: Parameters<typeof reportOf>[0]['held'], ...findings: readonly Finding[]) =>
  reportOf({ replayed: [replayed(...findings)], held }, list)

test('a run without differences ends with its counts', () => {
  const { lines, unexplained } = reportOf({ replayed: [replayed()], held: undefined }, [])

  assert.deepEqual(lines, [
    'orchard: 2 exchanges, begun unregistered, register the provider before #7',
    '2 exchanges, 0 unexplained, 0 explained',
  ])
  assert.equal(unexplained, 0)
})

test('a difference is a line with the exchange, its request, its place and both sides', () => {
  const { lines, unexplained: count } = report(undefined, unexplained, meant)

  assert.ok(lines.includes(`  #7 PUT ${factoryUrl}: body.name: recorded "pear", ours "plum"`), lines.join('\n'))
  assert.equal(lines.at(-1), '2 exchanges, 1 unexplained, 1 explained')
  assert.equal(count, 1)
})

test('a difference that is meant stands below its reason, after those that are not', () => {
  const { lines } = report(undefined, meant, unexplained)
  const head = lines.indexOf('explained: Fruit differs.')

  assert.equal(lines[head + 1], `  orchard #7 PUT ${factoryUrl}: body.fruit: recorded "pear", ours "apple"`)
  assert.ok(head > lines.findIndex((line) => line.includes('body.name')))
})

test('an entry of the list that is out of date is named', () => {
  const { lines, unexplained: count } = report(undefined)

  assert.ok(
    lines.some((line) => line.startsWith('out of date: "fruit"')),
    lines.join('\n'),
  )
  assert.equal(lines.at(-1), '2 exchanges, 0 unexplained, 0 explained')
  assert.equal(count, 0)
})

test('an exchange that was not sent makes no entry out of date', () => {
  const { lines } = report(undefined, { place: 'request', kind: 'request', words: 'not sent', meant: pears })

  assert.ok(!lines.some((line) => line.startsWith('out of date')), lines.join('\n'))
})

test('what breaks the document counts like any other difference', () => {
  const breaches = [{ words: 'Pears_Get: must be ripe' }, { words: 'Pears_List: is not there', meant: pears }]

  const { lines, unexplained: count } = report({ examples: 3, breaches, reasons: [pears] }, meant)

  assert.deepEqual(lines.slice(1), [
    'the document: 3 of its examples sent',
    '  Pears_Get: must be ripe',
    'explained: Fruit differs.',
    `  orchard #7 PUT ${factoryUrl}: body.fruit: recorded "pear", ours "apple"`,
    'explained: Pears are eaten.',
    '  the document Pears_List: is not there',
    '2 exchanges, 1 unexplained, 2 explained',
  ])
  assert.equal(count, 1)
})

test('an entry about the document that explains nothing is out of date, and no failure', () => {
  const { lines, unexplained: count } = report({ examples: 3, breaches: [], reasons: [pears] }, meant)

  assert.deepEqual(
    lines.filter((line) => line.startsWith('out of date')),
    ['out of date: "pears" stands in a list of what is meant, and explains nothing here any more'],
  )
  assert.equal(count, 0)
})

test('of two cassettes of one name, each difference is told once', () => {
  const { lines } = reportOf({ replayed: [replayed(unexplained), replayed(meant)], held: undefined }, list)

  assert.deepEqual(
    lines.filter((line) => line.startsWith('  #')),
    [`  #7 PUT ${factoryUrl}: body.name: recorded "pear", ours "plum"`],
  )
})
