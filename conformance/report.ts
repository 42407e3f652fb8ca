import type { Held } from './document.ts'
import { pathOf } from './exchange.ts'
import { outOfDate, reasonOf } from './explain.ts'
import { explained } from './explained.ts'
import type { Explanation } from './explanation.ts'
import type { Difference } from './finding.ts'
import type { Replayed } from './replay.ts'

/** All that a run has found. */
export interface Found {
  readonly replayed: readonly Replayed[]
  /** Undefined without a document. */
  readonly held: Held | undefined
}

export interface Report {
  /** The last one counts: `48 exchanges, 0 unexplained, 34 explained`. */
  readonly lines: readonly string[]
  readonly unexplained: number
}

/** What people read of a run: each difference on a line of its own; those that are meant at the end, by their reason. */
export const reportOf = ({ replayed, held }: Found, list: readonly Explanation[] = explained): Report => {
  const reported = [
    ...replayed.flatMap(({ cassette: { name }, differences }) => differences.map((one) => fromReplay(name, one, list))),
    ...(held?.breaches ?? []).map(({ words, reason }) => ({ about: theDocument, words, reason })),
  ]
  const unexplained = reported.filter(({ reason }) => reason === undefined)
  const exchanges = replayed.flatMap(({ cassette }) => cassette.exchanges)
  const linesAbout = (about: string): string[] =>
    unexplained.filter((one) => one.about === about).map(({ words }) => `  ${words}`)
  return {
    lines: [
      ...replayed.flatMap((one) => [headOf(one), ...linesAbout(one.cassette.name)]),
      ...(held ? [`${theDocument}: ${held.examples} of its examples sent`, ...linesAbout(theDocument)] : []),
      ...explainedLines(reported),
      ...outOfDateLines(replayed, list),
      `${exchanges.length} exchanges, ${unexplained.length} unexplained, ${reported.length - unexplained.length} explained`,
    ],
    unexplained: unexplained.length,
  }
}

const theDocument = 'the document'

/** A difference as it is printed: below the head of its cassette, or below its reason. */
interface Reported {
  readonly about: string
  readonly words: string
  readonly reason: string | undefined
}

const fromReplay = (about: string, difference: Difference, list: readonly Explanation[]): Reported => {
  const { exchange, finding } = difference
  const { index, request } = exchange
  const words = `#${index} ${request.method} ${pathOf(request)}: ${finding.place}: ${finding.words}`
  return { about, words, reason: reasonOf(difference, list) }
}

const headOf = ({ cassette, prelude, steps }: Replayed): string =>
  [`${cassette.name}: ${cassette.exchanges.length} exchanges`, `begun ${prelude}`, ...steps].join(', ')

const explainedLines = (reported: readonly Reported[]): readonly string[] =>
  [...Map.groupBy(reported, ({ reason }) => reason)].flatMap(([reason, all]) =>
    reason === undefined ? [] : [`explained: ${reason}`, ...all.map(({ about, words }) => `  ${about} ${words}`)],
  )

const outOfDateLines = (replayed: readonly Replayed[], list: readonly Explanation[]): readonly string[] => {
  const differences = replayed.flatMap((one) => one.differences)
  const notSent = new Set(
    differences.filter(({ finding }) => finding.kind === 'request').map(({ exchange }) => exchange),
  )
  const compared = replayed.flatMap(({ cassette }) => cassette.exchanges).filter((exchange) => !notSent.has(exchange))
  return outOfDate(compared, differences, list).map(
    ({ name }) => `out of date: "${name}" stands in the list of what is meant, and explains nothing here any more`,
  )
}
