import { nodeSoftwareVersions } from '../../src/core/nodeSoftware.ts'
import type { Finding } from '../comparing/finding.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Meant } from './meant.ts'

/** A difference of some kind at a place of a recorded answer. */
export interface DifferenceAt {
  readonly exchange: Exchange
  readonly place: string
  readonly kind: Finding['kind']
  /** What is recorded there; undefined for a place that the recording does not have. */
  readonly value: unknown
}

/** Whether a difference is at one of these headers, and what is recorded there of this form. */
const isAtHeader = ({ place, value }: DifferenceAt, names: readonly string[], form = /^/): boolean =>
  names.some((name) => place === `header ${name}`) && form.test(String(value))

/** The differences of answers that are meant. */
export const meantDifferences: readonly Meant<DifferenceAt>[] = [
  {
    name: 'a name that its recorder missed',
    reason:
      'Recorders replace a name as it was written, and miss it in lower case, in which Data Factory writes the end of a ' +
      "factory's id and the host in its keys. Ours is compared with the name that was put in its place.",
    covers: ({ kind }) => kind === 'scrubbed',
  },
  {
    name: 'a server of before 2022',
    reason: 'Data Factory left Internet Information Services in 2022. Lazulite answers as it has since then.',
    covers: (difference) =>
      ['missing', 'value'].includes(difference.kind) &&
      (isAtHeader(difference, ['server'], /IIS/) || isAtHeader(difference, ['x-powered-by'])),
  },
  {
    name: 'the front door since 2024',
    reason:
      'Headers of the network in front of Resource Manager. Lazulite answers with those of Resource Manager itself.',
    covers: (difference) =>
      difference.kind === 'missing' && isAtHeader(difference, ['x-cache', 'x-msedge-ref', 'x-ms-operation-identifier']),
  },
  {
    name: 'the time until the next poll',
    reason: 'How long an operation takes is a setting of the server; in a replay it is a second at the most.',
    // Ours is 1, as long as no more than a second is left: 1 that was recorded is the same, and no difference.
    covers: (difference) => difference.kind === 'value' && isAtHeader(difference, ['retry-after'], /^(?!1$)\d+$/),
  },
  {
    name: 'the versions of the node software',
    reason: 'They change each month. Lazulite offers those of October 2022.',
    covers: ({ exchange, place, kind }) =>
      kind === 'value' &&
      /\.(?:latestVersion|newerVersions(?:\[\d+\])?)$/.test(place) &&
      !JSON.stringify(exchange.answer.body).includes(`"latestVersion":"${nodeSoftwareVersions[0]}"`),
  },
]
