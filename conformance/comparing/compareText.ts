import type { Comparison } from './comparison.ts'
import { type Finding, nameOf } from './finding.ts'
import { type Fresh, type Piece, piecesOfValue } from './newness.ts'
import { beginningOf, isRedacted, isSecretName, splitAuthKey, withoutSecrets } from './secrets.ts'

/** Holds two texts at one place against each other: what must be the same, and what is fresh by its kind and equality. */
export const compareText = (place: string, recorded: string, ours: string, against: Comparison): Finding[] => {
  const name = nameOf(place)
  if (isSecretName(name)) {
    const [known, secret] = splitAuthKey(recorded)
    const [ourKnown, ourSecret] = known === '' ? ['', ours] : splitAuthKey(ours)
    // Nothing is left of a redacted secret but that there was one.
    if (isRedacted(secret) && ourSecret !== '') return known === '' ? [] : compareText(place, known, ourKnown, against)
  }

  const meant = against.unscrub(recorded)
  const [expected, actual] = [whole(name, against.rehost(meant)), whole(name, ours)]
  if (!isAlike(expected, actual)) return [different(place, meant, ours)]

  const contradictions = expected.flatMap((piece, at) => {
    const words = bind(piece, actual[at], place, against)
    return words === undefined ? [] : [{ place, kind: 'equality' as const, words }]
  })
  if (contradictions.length > 0 || meant === recorded) return contradictions
  return [{ ...different(place, recorded, ours), kind: 'scrubbed' }]
}

/** A secret that is no authentication key has no parts that must be the same. */
const whole = (name: string, text: string): readonly Piece[] =>
  isSecretName(name) && !text.startsWith('IR@') && text !== ''
    ? [{ kind: 'secret', text, key: text }]
    : piecesOfValue(name, text)

const isAlike = (recorded: readonly Piece[], ours: readonly Piece[]): boolean =>
  recorded.length === ours.length && recorded.every((piece, at) => isSameKind(piece, ours[at]))

const isSameKind = (recorded: Piece, ours: Piece | undefined): boolean =>
  isFresh(recorded) ? isFresh(ours) && recorded.kind === ours.kind : recorded === ours

const isFresh = (piece: Piece | undefined): piece is Fresh => typeof piece === 'object'

const bind = (recorded: Piece, ours: Piece | undefined, place: string, { equality, label }: Comparison) =>
  isFresh(recorded) && isFresh(ours) ? equality.bind(recorded, ours, `${label} ${place}`) : undefined

const different = (place: string, recorded: string, ours: string): Finding => ({
  place,
  kind: 'value',
  words: `recorded ${shown(place, recorded)}, ours ${shown(place, ours)}`,
})

const most = 300

const shown = (place: string, text: string): string => {
  const isOpaque = isSecretName(nameOf(place)) && !text.startsWith('IR@')
  const open = isOpaque ? beginningOf(text) : withoutSecrets(text)
  return JSON.stringify(open.length > most ? `${open.slice(0, most)}…` : open)
}
