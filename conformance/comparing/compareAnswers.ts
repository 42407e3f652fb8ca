import { type Answer, type Headers, inWords } from '../recording/exchange.ts'
import { compareBody } from './compareBody.ts'
import { compareText } from './compareText.ts'
import type { Comparison } from './comparison.ts'
import type { Finding } from './finding.ts'

/** They say how an answer travelled, not what it is. */
const leftAside = ['content-length', 'transfer-encoding']

/**
 * Holds an answer of ours against the recorded one: status, the headers that were recorded, body. Where one of them is a
 * refusal and the other is none, that is the difference.
 */
export const compareAnswers = (recorded: Answer, ours: Answer, against: Comparison): Finding[] => {
  if (isRefusal(recorded) !== isRefusal(ours)) return [statusDiffers(recorded, ours)]
  return [
    ...(recorded.status === ours.status ? [] : [statusDiffers(recorded, ours)]),
    ...compareHeaders(recorded.headers, ours.headers, against),
    ...compareBody('body', recorded.body, ours.body, against),
  ]
}

const isRefusal = ({ status }: Answer): boolean => status >= 400

/** Recorders leave headers out, so that one of ours which was not recorded is no difference. */
const compareHeaders = (recorded: Headers, ours: Headers, against: Comparison): Finding[] =>
  Object.entries(recorded)
    .filter(([name]) => !leftAside.includes(name))
    .flatMap(([name, value]) => {
      const place = `header ${name}`
      const own = ours[name]
      if (own === undefined) return [{ place, kind: 'missing', words: 'recorded, ours is not there' }]
      return compareText(place, value, own, against)
    })

const statusDiffers = (recorded: Answer, ours: Answer): Finding => ({
  place: 'status',
  kind: 'value',
  words: `recorded ${inWords(recorded)}, ours ${inWords(ours)}`,
})
