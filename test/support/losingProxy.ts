import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Ending } from './temporaryFolder.ts'

/** A way to a server on which answers get lost. */
export interface LosingProxy {
  readonly port: number
  /**
   * Has the next answer get lost, of those that come on a connection that has been used before: what is sent is passed
   * on, and the connection ends as soon as the server says something to it. It does so behind its commit, if there is one.
   *
   * @returns once that has happened.
   */
  loseNextAnswer(): Promise<void>
}

/** Passes bytes on to a port of this machine, and knows nothing of what they mean: TLS goes through it as it is. */
export const openLosingProxy = async (t: Ending, target: number): Promise<LosingProxy> => {
  let lost: (() => void) | undefined
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    // That a connection ends before its time is what this is about.
    return socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    const upstream = keep(connect({ host: 'localhost', port: target }))
    keep(client).pipe(upstream)
    upstream.once('close', () => client.destroy())
    client.once('close', () => upstream.destroy())
    upstream.on('data', (bytes) => {
      if (!lost) return client.write(bytes)
      lost()
      lost = undefined
      return client.resetAndDestroy()
    })
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  t.after(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return {
    port: (server.address() as AddressInfo).port,
    loseNextAnswer: () =>
      new Promise((resolve) => {
        lost = resolve
      }),
  }
}
