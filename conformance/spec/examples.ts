import { type Answer, errorCodeOf, pathOf, type Request } from '../exchange.ts'
import { type Server, startServer } from '../server.ts'
import type { CheckAnswer } from './answers.ts'
import { type Breach, breachOf } from './breach.ts'
import type { Document } from './document.ts'
import { type Example, readExamples } from './example.ts'
import { isOfOurGroups } from './groups.ts'
import { emptying, preparing, worldOf } from './preparation.ts'
import { senseless } from './senseless.ts'

/** What has come of the examples of a document. */
export interface Examples {
  readonly sent: number
  readonly breaches: readonly Breach[]
}

/**
 * Sends the examples of a document to a fresh server, each after what it names has been made there. The answer must
 * have one of the statuses that the example shows, and be as the document has it; so must the result, where it is to be
 * polled for.
 *
 * @throws ConformanceError for an example that cannot be read.
 */
export const checkExamples = async (document: Document, checkAnswer: CheckAnswer): Promise<Examples> => {
  const examples = (await Promise.all(document.operations.filter(isOfOurGroups).map(readExamples))).flat()
  const sensible = examples.filter(({ operation }) => !(operation.id in senseless))
  const breaches = Object.entries(senseless).flatMap(([id, reason]) =>
    examples.filter(({ operation }) => operation.id === id).map((example) => notSent(example, reason)),
  )
  const world = worldOf(sensible)
  let server = await startServer({ world, throttle: 'hourly' })
  try {
    for (const example of sensible) {
      if (await refusal(server, emptying(world))) {
        // Not all can be taken away again: what others link to stays.
        await server.close()
        server = await startServer({ world, throttle: 'hourly' })
      }
      breaches.push(...(await checkExample(example, { server, checkAnswer })))
    }
  } finally {
    await server.close()
  }
  return { sent: sensible.length, breaches }
}

/** Does what is asked up to the first refusal, and tells that one. */
const refusal = async (server: Server, requests: readonly Request[]): Promise<string | undefined> => {
  for (const request of requests) {
    const answer = await server.send({ ...request, uri: server.origin + request.uri })
    if (answer.status >= 300) return `${request.method} ${request.uri} is refused: ${told(answer)}`
  }
  return undefined
}

interface Receiver {
  readonly server: Server
  readonly checkAnswer: CheckAnswer
}

const checkExample = async (example: Example, receiver: Receiver): Promise<readonly Breach[]> => {
  const refused = await refusal(receiver.server, preparing(example))
  return refused === undefined ? send(example, receiver) : [misfit(example, refused)]
}

const send = async (example: Example, { server, checkAnswer }: Receiver): Promise<readonly Breach[]> => {
  const { statuses, exchange } = example
  const { pathname, search } = new URL(exchange.request.uri)
  const request = { ...exchange.request, uri: server.origin + pathname + search }
  const answer = await server.send(request)
  if (!statuses.includes(answer.status)) {
    return [misfit(example, `the status must be ${statuses.join(' or ')}, and is ${told(answer)}`)]
  }
  const answers = [{ request, answer }]
  const { location } = answer.headers
  // What takes its time takes none here: the first poll finds the result.
  if (answer.status === 202 && location !== undefined) answers.push(await poll(server, location))
  return answers.flatMap((one) => checkAnswer({ method: one.request.method, path: pathOf(one.request), ...one.answer }))
}

const poll = async (server: Server, uri: string) => {
  const request: Request = { method: 'GET', uri, headers: {}, body: undefined }
  return { request, answer: await server.send(request) }
}

const told = (answer: Answer): string => `${answer.status} ${errorCodeOf(answer) ?? ''}`.trim()

const misfit = ({ name, operation }: Example, words: string): Breach =>
  breachOf({ operation: operation.id, subject: 'example', place: `example ${name}:`, kind: 'answer', words })

const notSent = ({ name, operation }: Example, reason: string): Breach => ({
  words: `${operation.id}: example ${name} is not sent`,
  reason,
})
