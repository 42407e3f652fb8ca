import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, inWords, type Request } from '../recording/exchange.ts'
import { ask } from './ask.ts'
import { mostPolls, pauseMs } from './patience.ts'
import type { Server } from './server.ts'

/**
 * Makes requests one after the other, relative to a server, and waits for the end of what takes its time.
 *
 * @returns the first refusal, in words, after which nothing more is sent; undefined when all was done.
 */
export const perform = async (server: Server, requests: readonly Request[]): Promise<string | undefined> => {
  for (const request of requests) {
    const what = `${request.method} ${request.uri}`
    const end = await askToTheEnd(server, { ...request, uri: server.origin + request.uri })
    if (end instanceof Error) return `${what} was not answered: ${end.message}`
    if (end.status >= 300) return `${what} was refused: ${inWords(end)}`
    if (end.status === 202) return `${what} is under way after ${mostPolls} polls`
  }
  return undefined
}

const askToTheEnd = async (server: Server, request: Request): Promise<Answer | Error> => {
  let answer = await ask(server, request)
  for (let polls = 0; polls < mostPolls; polls++) {
    if (answer instanceof Error || answer.status !== 202 || answer.headers.location === undefined) return answer
    await wait(pauseMs)
    answer = await ask(server, { method: 'GET', uri: answer.headers.location, headers: {}, body: undefined })
  }
  return answer
}
