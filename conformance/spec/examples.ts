import { ask } from '../asking/ask.ts'
import { perform } from '../asking/perform.ts'
import { type Server, startServer } from '../asking/server.ts'
import { examplesNotSent } from '../meant/examplesNotSent.ts'
import type { Reason } from '../meant/meant.ts'
import { type Answer, inWords, pathOf, type Request } from '../recording/exchange.ts'
import type { CheckAnswer } from './answers.ts'
import type { Breach } from './breach.ts'
import type { Document } from './document.ts'
import { type Example, readExamples } from './example.ts'
import { isOfOurGroups } from './groups.ts'
import { emptying, preparing, worldOf } from './preparation.ts'
import { standNode } from './standingNode.ts'

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
  const decided = examples.map((example) => ({ example, meant: examplesNotSent.find(({ covers }) => covers(example)) }))
  const [first, ...more] = decided.filter(({ meant }) => !meant).map(({ example }) => example)
  return {
    sent: first ? more.length + 1 : 0,
    breaches: [
      ...decided.flatMap(({ example, meant }) => (meant ? [notSent(example, meant)] : [])),
      ...(first ? await sendAll([first, ...more], checkAnswer) : []),
    ],
  }
}

/** Each in an empty world. */
const sendAll = async (
  examples: readonly [Example, ...Example[]],
  checkAnswer: CheckAnswer,
): Promise<readonly Breach[]> => {
  const world = worldOf(examples)
  const start = (): Promise<Server> => startServer({ world, throttle: 'hourly', operationSeconds: 0 })
  const breaches: Breach[] = []
  let server = await start()
  try {
    for (const example of examples) {
      if (await perform(server, emptying(world))) {
        // Not all can be taken away again: what others link to stays.
        await server.close()
        server = await start()
      }
      breaches.push(...(await checkExample(example, { server, checkAnswer })))
    }
  } finally {
    await server.close()
  }
  return breaches
}

interface Receiver {
  readonly server: Server
  readonly checkAnswer: CheckAnswer
}

const checkExample = async (example: Example, receiver: Receiver): Promise<readonly Breach[]> => {
  const refused = (await perform(receiver.server, preparing(example))) ?? (await standNode(receiver.server, example))
  return refused === undefined ? send(example, receiver) : [breach(example, refused)]
}

const send = async (example: Example, { server, checkAnswer }: Receiver): Promise<readonly Breach[]> => {
  const { statuses, exchange } = example
  const { pathname, search } = new URL(exchange.request.uri)
  const check = (request: Request, answer: Answer): readonly Breach[] =>
    checkAnswer({ method: request.method, path: pathOf(request), ...answer })

  const request = { ...exchange.request, uri: server.origin + pathname + search }
  const answer = await ask(server, request)
  if (answer instanceof Error) return [notAnswered(example, answer)]
  if (!statuses.includes(answer.status)) {
    return [breach(example, `the status must be ${statuses.join(' or ')}, and is ${inWords(answer)}`)]
  }
  const { location } = answer.headers
  if (answer.status !== 202 || location === undefined) return check(request, answer)
  // What takes its time takes none here: the first poll finds the result.
  const poll: Request = { method: 'GET', uri: location, headers: {}, body: undefined }
  const result = await ask(server, poll)
  return [
    ...check(request, answer),
    ...(result instanceof Error ? [notAnswered(example, result)] : check(poll, result)),
  ]
}

const breach = ({ name, operation }: Example, words: string): Breach => ({
  words: `${operation.id}: example ${name}: ${words}`,
})

const notAnswered = (example: Example, { message }: Error): Breach => breach(example, `no answer came: ${message}`)

const notSent = (example: Example, meant: Reason): Breach => ({ ...breach(example, 'is not sent'), meant })
