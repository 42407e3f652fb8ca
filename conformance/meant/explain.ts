import type { Difference, Finding } from '../comparing/finding.ts'
import { placesOf } from '../comparing/places.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Meant, Reason } from './meant.ts'
import { type DifferenceAt, meantDifferences } from './meantDifferences.ts'

/** The entry that explains a difference; undefined for one that nobody has explained. */
export const reasonOf = (
  { exchange, finding }: Difference,
  list: readonly Meant<DifferenceAt>[] = meantDifferences,
): Reason | undefined => {
  if (finding.meant) return finding.meant
  const { place, kind } = finding
  const value = placesOf(exchange.answer).get(place)
  return list.find(({ covers }) => covers({ exchange, place, kind, value }))
}

/**
 * What a difference at a recorded place can be. Not `scrubbed`: a recording without any such difference is no reason to
 * forget what recorders do.
 */
const kindsAtPlaces = ['equality', 'missing', 'order', 'type', 'value'] as const satisfies readonly Finding['kind'][]

/** The entries that are about something in these exchanges: they would explain a difference there. */
export const reasonsAbout = (
  exchanges: readonly Exchange[],
  list: readonly Meant<DifferenceAt>[] = meantDifferences,
): readonly Reason[] =>
  list.filter(({ covers }) =>
    exchanges.some((exchange) =>
      [...placesOf(exchange.answer)].some(([place, value]) =>
        kindsAtPlaces.some((kind) => covers({ exchange, place, value, kind })),
      ),
    ),
  )
