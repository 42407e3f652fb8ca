import { nodeSoftwareVersions } from '../src/core/nodeSoftware.ts'
import type { Explanation, Recorded } from './explanation.ts'

/** A header whose recorded value is of some form, or that is recorded at all. */
const header = (names: RegExp, values = /^/) => {
  const place = new RegExp(`^header (?:${names.source})$`)
  return (recorded: Recorded): boolean => place.test(recorded.place) && values.test(String(recorded.value))
}

/** The replay's own list of the differences that are meant. What it leaves out altogether is in `notSent.ts`. */
export const explained: readonly Explanation[] = [
  {
    name: 'a name that its recorder missed',
    reason:
      'Recorders replace a name as it was written, and miss it in lower case, in which Data Factory writes the end of a ' +
      "factory's id and the host in its keys. Ours is compared with the name that was put in its place.",
    kinds: ['scrubbed'],
  },
  {
    name: 'a server of before 2022',
    reason: 'Data Factory left Internet Information Services in 2022. Lazulite answers as it has since then.',
    kinds: ['missing', 'value'],
    isAbout: (recorded) => header(/server/, /IIS/)(recorded) || header(/x-powered-by/)(recorded),
  },
  {
    name: 'the front door since 2024',
    reason:
      'Headers of the network in front of Resource Manager. Lazulite answers with those of Resource Manager itself.',
    kinds: ['missing'],
    isAbout: header(/x-cache|x-msedge-ref|x-ms-operation-identifier/),
  },
  {
    name: 'the time until the next poll',
    reason: 'How long an operation takes is a setting of the server, and in a replay it is no time at all.',
    kinds: ['value'],
    isAbout: header(/retry-after/, /^(?!1$)\d+$/),
  },
  {
    name: 'the versions of the node software',
    reason: 'They change each month. Lazulite offers those of October 2022.',
    isAbout: ({ exchange, place }) =>
      /\.(?:latestVersion|newerVersions(?:\[\d+\])?)$/.test(place) &&
      !JSON.stringify(exchange.answer.body).includes(`"latestVersion":"${nodeSoftwareVersions[0]}"`),
  },
]
