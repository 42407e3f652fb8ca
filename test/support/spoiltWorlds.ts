import fc, { type Arbitrary } from 'fast-check'
import { builtInWorld } from '../../src/world/builtInWorld.ts'
import { anyText, jsonText } from './arbitraries.ts'

/** Every secret and password in these worlds. */
export const secret = 'never-to-be-told'

/** A world with everything in it, in the words of the built-in one, but with credentials of its own. */
export const wholeWorld = JSON.stringify(builtInWorld)
  .replaceAll(/"(secret|password)":"[^"]*"/g, `"$1":"${secret}"`)
  .replaceAll(/"clientId":"(\d)/g, '"clientId":"a')

/** Every way to a value within a document. */
const waysIn = (value: unknown, way: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [way, ...Object.entries(value).flatMap(([name, member]) => waysIn(member, [...way, name]))]
    : [way]

const oddValue: Arbitrary<unknown> = fc.oneof(
  jsonText.map((text) => JSON.parse(text)),
  anyText,
  fc.constantFrom(null, [], {}, '', '/', 'eastus', 'East US', 'Owner', '11111111-1111-1111-1111-111111111111', 1e300),
)
interface Change {
  readonly way: readonly string[]
  readonly deed: {
    readonly value?: unknown
    readonly from?: readonly string[]
    readonly remove?: true
    readonly repeat?: true
  }
}

const ways = waysIn(JSON.parse(wholeWorld))
const change: Arbitrary<Change> = fc.record({
  way: fc.constantFrom(...ways.filter(({ length }) => length > 0)),
  deed: fc.oneof(
    oddValue.map((value) => ({ value })),
    fc.constantFrom(...ways).map((from) => ({ from })),
    fc.constant({ remove: true as const }),
    fc.constant({ repeat: true as const }),
  ),
})

const at = (value: unknown, way: readonly string[]): unknown =>
  way.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], value)

/** A world in which something stands that stood somewhere else, or twice, or not at all, or that is odd. */
const changed = (world: unknown, { way, deed }: Change): unknown => {
  const copy = structuredClone(world)
  const last = way.at(-1) ?? ''
  const holder = at(copy, way.slice(0, -1)) as Record<string, unknown> | unknown[] | undefined
  if (typeof holder !== 'object' || holder === null) return copy
  if ('repeat' in deed && Array.isArray(holder)) holder.push(structuredClone(holder[Number(last)]))
  else if ('remove' in deed) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, 'from' in deed && deed.from ? structuredClone(at(world, deed.from)) : deed.value)
  return copy
}

/** A world file in which one to three things stand otherwise than in the whole world; some of them are still right. */
export const spoiltWorld: Arbitrary<string> = fc
  .array(change, { minLength: 1, maxLength: 3 })
  .map((changes) => JSON.stringify(changes.reduce(changed, JSON.parse(wholeWorld))))
