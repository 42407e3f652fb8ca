import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLazulite } from '../../src/index.ts'
import type { Prelude } from '../beginning/prelude.ts'
import { replayer } from '../beginning/world.ts'
import type { Answer, Request } from '../recording/exchange.ts'
import { createClient } from './client.ts'

/** A server of ours for one replay, and somebody who may do everything with it. */
export interface Server {
  /** `https://localhost:43210`. */
  readonly origin: string
  /**
   * Sends a request with the token of an owner, or as the node that it says it is, over a socket.
   *
   * @throws Error when no whole answer comes.
   */
  send(request: Request): Promise<Answer>
  close(): Promise<void>
}

/**
 * Starts a fresh server in the state that a prelude says.
 *
 * @throws StartError for a world that the server refuses.
 */
export const startServer = async ({
  world,
  throttle,
  operationSeconds,
}: Pick<Prelude, 'operationSeconds' | 'throttle' | 'world'>): Promise<Server> => {
  await using opened = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'lazulite-conformance-'))
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'world.json')
  await writeFile(file, JSON.stringify(world))

  const azure = await startLazulite({ data: join(folder, 'data'), world: file, throttle, operationSeconds })
  opened.defer(() => azure.close())
  const client = createClient(azure.ca, azure.url)
  opened.defer(() => client.close())
  const { token } = await azure.credential(replayer).getToken('https://management.azure.com/.default')

  const closing = opened.move()
  return {
    origin: azure.url,
    send: (request) =>
      client.send({ ...request, headers: { ...request.headers, authorization: authorizationOf(request, token) } }),
    close: () => closing.disposeAsync(),
  }
}

/** Whatever else a recording has there is of another server. */
const authorizationOf = ({ headers: { authorization } }: Request, token: string): string =>
  authorization?.startsWith('Node ') ? authorization : `Bearer ${token}`
