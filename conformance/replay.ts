import { StartError } from '../src/core/startError.ts'
import { ConformanceError } from './conformanceError.ts'
import { type Cassette, type Exchange, errorCodeOf, type Request } from './exchange.ts'
import type { Difference } from './finding.ts'
import { type Prelude, preludeOf } from './prelude.ts'
import { unscrubberOf } from './scrubbing.ts'
import { type Server, startServer } from './server.ts'
import { leftOutBefore } from './steps.ts'
import { type CheckAnswer, takeTurn } from './takeTurn.ts'
import { createTranslation } from './translation.ts'
import { turnsOf } from './turns.ts'

/** What has come of a cassette. */
export interface Replayed {
  readonly cassette: Cassette
  readonly prelude: Prelude['name']
  /** What was done that the recording leaves out: `register the provider before #63`. */
  readonly steps: readonly string[]
  readonly differences: readonly Difference[]
}

/**
 * Replays a cassette against a fresh server, in order.
 *
 * @throws ConformanceError for a world that no server can begin with, such as one with a subscription that is no GUID.
 */
export const replay = async (cassette: Cassette, checkAnswer: CheckAnswer): Promise<Replayed> => {
  const unscrub = unscrubberOf(cassette.exchanges)
  const prelude = preludeOf(cassette, unscrub)
  const server = await startServer(prelude).catch((error: unknown) => {
    if (!(error instanceof StartError)) throw error
    throw new ConformanceError(`${cassette.name} cannot be replayed: ${error.message}`)
  })
  try {
    const run = { server, checkAnswer, translation: createTranslation(server.origin, unscrub), mostPolls: 500 }
    const past: Exchange[] = []
    const steps: string[] = []
    const differences = await begin(prelude, cassette, server)
    for (const turn of turnsOf(cassette.exchanges)) {
      const [next] = turn.exchanges
      for (const { name, request } of leftOutBefore(next, past)) {
        steps.push(`${name} before #${next.index}`)
        differences.push(...(await doing(name, request, { exchange: next, server })))
      }
      differences.push(...(await takeTurn(turn, run)))
      past.push(...turn.exchanges)
    }
    return { cassette, prelude: prelude.name, steps, differences }
  } finally {
    await server.close()
  }
}

/** Makes what stood there when the recording began. What cannot be made is a difference of its first exchange. */
const begin = async (prelude: Prelude, { exchanges: [exchange] }: Cassette, server: Server): Promise<Difference[]> => {
  const differences: Difference[] = []
  const headers = { 'content-type': 'application/json' }
  for (const { path, body } of prelude.standing) {
    const request = { method: 'PUT', uri: `${path}?api-version=2018-06-01`, headers, body: JSON.stringify(body) }
    if (exchange) differences.push(...(await doing(`PUT ${path}`, request, { exchange, server })))
  }
  return differences
}

/** Does something that is not in the recording; a difference where the server does not let it be done. */
const doing = async (
  what: string,
  request: Request,
  { exchange, server }: { readonly exchange: Exchange; readonly server: Server },
): Promise<readonly Difference[]> => {
  const answer = await server.send({ ...request, uri: server.origin + request.uri })
  if (answer.status < 300) return []
  const words = `${what} was refused: ${answer.status} ${errorCodeOf(answer) ?? ''}`
  return [{ exchange, finding: { place: 'prelude', kind: 'answer', words } }]
}
