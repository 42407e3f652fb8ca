import type { Answer, Request } from '../recording/exchange.ts'
import type { Server } from './server.ts'

/** Sends a request. Where no whole answer comes, the error is what came of it: it says something of the server. */
export const ask = async (server: Pick<Server, 'send'>, request: Request): Promise<Answer | Error> => {
  try {
    return await server.send(request)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
