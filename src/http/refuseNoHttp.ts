import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Drainable } from './drainable.ts'

/**
 * Refuses what is no HTTP. Where a request before it waits for its answer, none is given: a refusal in its place would
 * say that nothing has happened.
 */
export const refuseNoHttp =
  ({ isBusy }: Drainable) =>
  ({ code }: NodeJS.ErrnoException, stream: Duplex): void => {
    const status = code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
    const mayAnswer = stream.writable && !(stream instanceof Socket && isBusy(stream))
    if (mayAnswer) stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    else stream.destroy()
  }
