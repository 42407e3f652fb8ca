import { mostPolls } from './asking/patience.ts'
import { perform } from './asking/perform.ts'
import { type Server, startServer } from './asking/server.ts'
import { type CheckAnswer, takeTurn } from './asking/takeTurn.ts'
import { createTranslation } from './asking/translation.ts'
import { type Prelude, preludeOf } from './beginning/prelude.ts'
import { leftOutBefore } from './beginning/steps.ts'
import { worldFaults } from './beginning/worldFaults.ts'
import type { Difference } from './comparing/finding.ts'
import type { Cassette, Exchange, Request } from './recording/exchange.ts'
import { unscrubberOf } from './recording/scrubbing.ts'
import { turnsOf } from './recording/turns.ts'

/** What has come of a cassette. */
export interface Replayed {
  readonly cassette: Cassette
  readonly prelude: Prelude['name']
  /** What was done that the recording leaves out: `register the provider before #63`. */
  readonly steps: readonly string[]
  readonly differences: readonly Difference[]
}

/**
 * Replays a cassette against a fresh server, in order. What its beginning needs and cannot have is a difference of its
 * first exchange; without a server, the only one.
 */
export const replay = async (cassette: Cassette, checkAnswer: CheckAnswer): Promise<Replayed> => {
  const [first] = cassette.exchanges
  const unscrub = unscrubberOf(cassette.exchanges)
  const prelude = preludeOf(cassette, unscrub)
  const faults = worldFaults(prelude.world)
  if (faults.length > 0) {
    const differences = [notBegun(first, `no server can begin so: ${faults.join('; ')}`)]
    return { cassette, prelude: prelude.name, steps: [], differences }
  }

  const server = await startServer(prelude)
  try {
    const run = { server, checkAnswer, translation: createTranslation(server.origin, unscrub), mostPolls }
    const past: Exchange[] = []
    const steps: string[] = []
    const differences: Difference[] = []
    for (const { requests } of prelude.standing) differences.push(...(await doBefore(first, requests, server)))
    for (const turn of turnsOf(cassette.exchanges)) {
      const [next] = turn.exchanges
      for (const { name, request } of leftOutBefore(next, past)) {
        steps.push(`${name} before #${next.index}`)
        differences.push(...(await doBefore(next, [request], server)))
      }
      differences.push(...(await takeTurn(turn, run)))
      past.push(...turn.exchanges)
    }
    return { cassette, prelude: prelude.name, steps, differences }
  } finally {
    await server.close()
  }
}

/** Does something that is not in the recording; a difference where the server does not let it be done. */
const doBefore = async (
  exchange: Exchange,
  requests: readonly Request[],
  server: Server,
): Promise<readonly Difference[]> => {
  const refused = await perform(server, requests)
  return refused === undefined ? [] : [notBegun(exchange, refused)]
}

const notBegun = (exchange: Exchange, words: string): Difference => ({
  exchange,
  finding: { place: 'prelude', kind: 'answer', words },
})
