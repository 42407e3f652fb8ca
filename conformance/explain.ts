import type { Exchange } from './exchange.ts'
import { explained } from './explained.ts'
import { type Explanation, explains } from './explanation.ts'
import type { Difference } from './finding.ts'
import { placesOf } from './places.ts'

/** Why a difference is meant; undefined for one that nobody has explained. */
export const reasonOf = (
  { exchange, finding }: Difference,
  list: readonly Explanation[] = explained,
): string | undefined => {
  if (finding.reason !== undefined) return finding.reason
  const recorded = { exchange, place: finding.place, value: placesOf(exchange.answer).get(finding.place) }
  return list.find((one) => explains(one, finding, recorded))?.reason
}

/** The entries of the list that are out of date: they are about places of these exchanges, and explain nothing there. */
export const outOfDate = (
  exchanges: readonly Exchange[],
  differences: readonly Difference[],
  list: readonly Explanation[] = explained,
): readonly Explanation[] => {
  const used = new Set(differences.map((difference) => reasonOf(difference, list)))
  const isAboutSome = ({ isAbout }: Explanation): boolean =>
    exchanges.some((exchange) =>
      [...placesOf(exchange.answer)].some(([place, value]) => isAbout?.({ exchange, place, value })),
    )
  return list.filter((one) => !used.has(one.reason) && isAboutSome(one))
}
