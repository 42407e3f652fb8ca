import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tags } from '../../src/schemas/tags.ts'
import { faultsOf } from './support.ts'

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, '']))

test('there may be no tags, or fifty, of the longest names and values', () => {
  for (const tags of [{}, many(50), { ['n'.repeat(512)]: 'v'.repeat(256) }, { 'two\nlines': '' }, { '': '' }]) {
    assert.deepEqual(faultsOf(Tags, tags), [])
  }
})

test('too many tags, and a name that is too long, are faults of them all', () => {
  const message = 'must be at most 50 names of at most 512 characters, each with a text of at most 256'

  for (const tags of [many(51), { ['n'.repeat(513)]: '' }, [], 'colour']) {
    assert.deepEqual(faultsOf(Tags, tags), [{ path: [], message }])
  }
})

test('a value that is no text, or too long, is a fault of its own, whatever its name', () => {
  for (const name of ['colour', 'two\nlines', 'with space', '__proto__']) {
    for (const value of [1, null, {}, 'v'.repeat(257)]) {
      const tags = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)},"right":""}`)

      assert.deepEqual(faultsOf(Tags, tags), [{ path: [name], message: 'must be a text of at most 256 characters' }])
    }
  }
})
