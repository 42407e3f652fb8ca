import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Fault, Path } from '../../src/faults/fault.ts'
import { schemaFaults } from '../../src/faults/schemaFaults.ts'

type Json = Record<string, unknown>

/** What a shape is like: a value that has all that the shape knows, and what is said of its places. */
interface Shape {
  readonly schema: TSchema
  readonly whole: object
  /** Places that must be there and must not be null, such as `linkedInfo.key`. */
  readonly required: readonly string[]
  /** Places that take any JSON. */
  readonly any?: readonly string[]
  /** Places whose members have names of the user's own, and are all of one kind. */
  readonly maps?: readonly string[]
}

/** All that is wrong with a value; and the compiled validator says the same as the faults. */
export const faultsOf = (schema: TSchema, value: unknown): Fault[] => {
  const faults = [...schemaFaults(schema, value)]
  assert.equal(Compile(schema).Check(value), faults.length === 0, JSON.stringify(value))
  return faults
}

/** Every place below a value. */
const placesIn = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path]
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...inside.flatMap(([step, member]) => placesIn(member, [...path, step]))]
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Json | undefined)?.[step], value)

/** A copy with something else at a place; undefined takes the place away. */
export const changedAt = (value: object, path: Path, member: unknown): object => {
  // Not structuredClone, which keeps one object for two places where one object stands in both.
  const copy = JSON.parse(JSON.stringify(value))
  const holder = at(copy, path.slice(0, -1)) as Json
  const last = path.at(-1) ?? ''
  if (member === undefined) delete holder[last]
  else holder[last] = member
  return copy
}

export const parsePlace = (place: string): Path =>
  place.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))

/** A value of another kind than the one that stands there. */
const otherKind = (value: unknown): unknown => (typeof value === 'object' && !Array.isArray(value) ? ['x'] : {})

/** What holds for each place of a shape. */
export const testEachPlace = (name: string, { schema, whole, required, any = [], maps = [] }: Shape): void => {
  const places = placesIn(whole)
    .slice(1)
    .map((path) => ({
      path,
      place: path.join('.'),
      isItem: typeof path.at(-1) === 'number',
      isEntry: maps.includes(path.slice(0, -1).join('.')),
    }))
    .filter(({ place }) => !any.some((one) => place.startsWith(`${one}.`)))
  const isAny = (place: string): boolean => any.includes(place)

  test(`${name} may have all that it knows`, () => assert.deepEqual(faultsOf(schema, whole), []))

  test(`${name} takes a value of another kind nowhere, and the fault names that place alone`, () => {
    for (const { path, place } of places.filter(({ place }) => !isAny(place))) {
      const faults = faultsOf(schema, changedAt(whole, path, otherKind(at(whole, path))))

      assert.equal(faults.length, 1, place)
      assert.deepEqual(faults[0]?.path, path, place)
      assert.match(faults[0]?.message ?? '', /^must be /, place)
    }
  })

  test(`${name} takes null wherever a member may be absent, and nowhere else`, () => {
    for (const { path, place, isItem, isEntry } of places.filter(({ place }) => !isAny(place))) {
      const faults = faultsOf(schema, changedAt(whole, path, null))

      const mayBeNull = !isItem && !isEntry && !required.includes(place)
      assert.deepEqual(
        faults.map(({ path }) => path.join('.')),
        mayBeNull ? [] : [place],
        place,
      )
    }
  })

  test(`${name} needs its required members, and no others`, () => {
    for (const { path, place } of places.filter(({ isItem }) => !isItem)) {
      const faults = faultsOf(schema, changedAt(whole, path, undefined))

      assert.deepEqual(faults, required.includes(place) ? [{ path, message: 'is required' }] : [], place)
    }
  })

  test(`${name} takes members that nobody knows, of any kind, in each of its objects`, () => {
    const objects = [[], ...places.map(({ path }) => path)].filter((path) => {
      const value = at(whole, path)
      return typeof value === 'object' && value !== null && !Array.isArray(value) && !maps.includes(path.join('.'))
    })
    for (const path of objects) {
      for (const value of [null, 1.5, 'x', [], {}]) {
        const faults = faultsOf(schema, changedAt(whole, [...path, 'nobody knows this'], value))

        assert.deepEqual(faults, [], path.join('.'))
      }
    }
  })
}
