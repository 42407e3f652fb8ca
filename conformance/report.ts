import type { Difference } from './comparing/finding.ts'
import type { Held } from './heldDocument.ts'
import { reasonOf, reasonsAbout } from './meant/explain.ts'
import type { Meant, Reason } from './meant/meant.ts'
import { type DifferenceAt, meantDifferences } from './meant/meantDifferences.ts'
import { pathOf } from './recording/exchange.ts'
import type { Replayed } from './replay.ts'

/** All that a run has found. */
export interface Found {
  readonly replayed: readonly Replayed[]
  /** Undefined without a document. */
  readonly held: Held | undefined
}

export interface Report {
  /** The last one counts: `48 exchanges, 0 unexplained, 14 explained`. */
  readonly lines: readonly string[]
  readonly unexplained: number
}

/** What people read of a run: each difference on a line of its own; those that are meant at the end, by their reason. */
export const reportOf = (
  { replayed, held }: Found,
  list: readonly Meant<DifferenceAt>[] = meantDifferences,
): Report => {
  const sections = [
    ...replayed.map((one) => sectionOf(one, list)),
    ...(held ? [{ head: `the document: ${held.examples} of its examples sent`, entries: aboutTheDocument(held) }] : []),
  ]
  const entries = sections.flatMap((section) => section.entries)
  const exchanges = replayed.reduce((sum, { cassette }) => sum + cassette.exchanges.length, 0)
  const unexplained = entries.filter(({ meant }) => !meant).length
  return {
    lines: [
      ...sections.flatMap((section) => [
        section.head,
        ...section.entries.filter(({ meant }) => !meant).map(({ words }) => `  ${words}`),
      ]),
      ...explainedLines(entries),
      ...outOfDateLines(entries, [...reasonsAboutReplay(replayed, list), ...(held?.reasons ?? [])]),
      `${exchanges} exchanges, ${unexplained} unexplained, ${entries.length - unexplained} explained`,
    ],
    unexplained,
  }
}

/** A difference as it is printed: below the head of its section, or below its reason. */
interface Entry {
  readonly about: string
  readonly words: string
  readonly meant: Reason | undefined
}

/** What is printed of a cassette, or of the document. */
interface Section {
  readonly head: string
  readonly entries: readonly Entry[]
}

const sectionOf = (
  { cassette, prelude, steps, differences }: Replayed,
  list: readonly Meant<DifferenceAt>[],
): Section => ({
  head: [`${cassette.name}: ${cassette.exchanges.length} exchanges`, `begun ${prelude}`, ...steps].join(', '),
  entries: differences.map((difference) => ({
    about: cassette.name,
    words: wordsOf(difference),
    meant: reasonOf(difference, list),
  })),
})

const wordsOf = ({ exchange: { index, request }, finding }: Difference): string =>
  `#${index} ${request.method} ${pathOf(request)}: ${finding.place}: ${finding.words}`

const aboutTheDocument = ({ breaches }: Held): readonly Entry[] =>
  breaches.map(({ words, meant }) => ({ about: 'the document', words, meant }))

const explainedLines = (entries: readonly Entry[]): readonly string[] =>
  [...Map.groupBy(entries, ({ meant }) => meant?.reason)].flatMap(([reason, all]) =>
    reason === undefined ? [] : [`explained: ${reason}`, ...all.map(({ about, words }) => `  ${about} ${words}`)],
  )

/** The entries that are about something that was compared. */
const reasonsAboutReplay = (replayed: readonly Replayed[], list: readonly Meant<DifferenceAt>[]): readonly Reason[] => {
  const differences = replayed.flatMap((one) => one.differences)
  const notSent = new Set(
    differences.filter(({ finding }) => finding.kind === 'request').map(({ exchange }) => exchange),
  )
  const exchanges = replayed.flatMap(({ cassette }) => cassette.exchanges)
  return reasonsAbout(
    exchanges.filter((exchange) => !notSent.has(exchange)),
    list,
  )
}

const outOfDateLines = (entries: readonly Entry[], reasons: readonly Reason[]): readonly string[] => {
  const used = new Set(entries.map(({ meant }) => meant))
  return reasons
    .filter((reason) => !used.has(reason))
    .map(({ name }) => `out of date: "${name}" stands in a list of what is meant, and explains nothing here any more`)
}
