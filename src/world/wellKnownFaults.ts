import type { Fault } from '../faults/fault.ts'
import { type Place, type TextPlace, textsIn } from '../faults/places.ts'
import { builtInWorld } from './builtInWorld.ts'

/** A fault wherever a world takes over what everybody knows: such a world may be served to everybody. */
export const wellKnownFaults = (world: Place): Fault[] =>
  wellKnown.flatMap(({ patterns, texts }) =>
    textsIn(world, ...patterns)
      .filter(({ value }) => texts.some((text) => text.value === value.toLowerCase()))
      .map(({ path }) => ({ path, message: 'is one of the built-in world, which everybody knows; choose your own' })),
  )

const builtIn: Place = { path: [], value: builtInWorld }
const ofBuiltIn = (...patterns: string[]): { patterns: string[]; texts: TextPlace[] } => ({
  patterns,
  texts: textsIn(builtIn, ...patterns),
})

const wellKnown = [
  ofBuiltIn('tenants.*.applications.*.clientId', 'tenants.*.managedIdentities.*.clientId'),
  ofBuiltIn('tenants.*.applications.*.secret', 'tenants.*.users.*.password'),
]
