import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long requests that were begun may take to end, once the server is to close. */
const graceMs = 10_000

/** How often the event loop comes round before a connection counts as one without a request. */
const turnsToRead = 3

interface Connection {
  /** The one that answers are written to: of TLS, once there is any. */
  socket: Socket
  /** Of the requests that have come and are not answered yet. */
  readonly responses: Set<ServerResponse>
}

export interface Drainable {
  /** Whether a request that has come whole waits on that connection for its answer. */
  isBusy(socket: Socket): boolean
  /**
   * Closes the server: it takes no more connections, drops those without a request, lets those that were begun end within
   * ten seconds, and answers when none is left. What had reached this machine by then counts as begun. Asked again, it
   * answers the same.
   */
  drain(): Promise<void>
}

/**
 * Follows the connections of a server from now on, so that it can be closed for good.
 *
 * Node's own way to close waits for ever for a connection that has never sent a whole request, as browsers and load
 * balancers hold in store.
 */
export const drainable = (server: Server): Drainable => {
  const connections = new Map<string, Connection>()
  let closed: Promise<void> | undefined

  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket)
    connections.set(name, { socket, responses: new Set() })
    socket.once('close', () => connections.delete(name))
  })
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(nameOf(socket))
    if (!connection) return
    connection.socket = socket
    connection.responses.add(response)
    if (closed) sayLast(response)
    response.once('close', () => {
      connection.responses.delete(response)
      if (closed && connection.responses.size === 0) socket.destroySoon()
    })
  })

  const close = async (): Promise<void> => {
    // One turn takes the connections that wait, another reads what has come on them.
    for (let turn = 0; turn < turnsToRead; turn += 1) await nextTurn()
    await drop()
  }
  const drop = (): Promise<void> =>
    new Promise((resolve) => {
      const dropAll = (): void => {
        for (const { socket } of connections.values()) socket.destroy()
      }
      const grace = setTimeout(dropAll, graceMs)
      server.close(() => {
        clearTimeout(grace)
        resolve()
      })
      for (const { socket, responses } of connections.values()) {
        if (responses.size === 0) socket.destroy()
        for (const response of responses) sayLast(response)
      }
    })
  return {
    isBusy: (socket) => [...(connections.get(nameOf(socket))?.responses ?? [])].some(({ req }) => req.complete),
    drain: () => {
      closed ??= close()
      return closed
    },
  }
}

/** Tells the client to send no more on this connection. */
const sayLast = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('connection', 'close')
}

/** The same for a connection and for the TLS on it. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`
