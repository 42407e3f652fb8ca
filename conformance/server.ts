import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLazulite } from '../src/index.ts'
import { createClient } from './client.ts'
import type { Answer, Request } from './exchange.ts'
import type { Prelude } from './prelude.ts'
import { replayer } from './world.ts'

/** A server of ours for one replay, and somebody who may do everything with it. */
export interface Server {
  /** `https://localhost:43210`. */
  readonly origin: string
  /**
   * Sends a request with the token of an owner, over a socket.
   *
   * @throws Error when no whole answer comes.
   */
  send(request: Request): Promise<Answer>
  close(): Promise<void>
}

/**
 * Starts a fresh server in the state that a prelude says: quotas are counted, and what takes its time takes none.
 *
 * @throws StartError for a world that the server refuses.
 */
export const startServer = async (prelude: Pick<Prelude, 'throttle' | 'world'>): Promise<Server> => {
  await using opened = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'lazulite-conformance-'))
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  const world = join(folder, 'world.json')
  await writeFile(world, JSON.stringify(prelude.world))

  const { throttle } = prelude
  const azure = await startLazulite({ data: join(folder, 'data'), world, throttle, operationSeconds: 0 })
  opened.defer(() => azure.close())
  const client = createClient(azure.ca)
  opened.defer(() => client.close())
  const { token } = await azure.credential(replayer).getToken('https://management.azure.com/.default')

  const closing = opened.move()
  return {
    origin: azure.url,
    send: (request) => client.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }),
    close: () => closing.disposeAsync(),
  }
}
