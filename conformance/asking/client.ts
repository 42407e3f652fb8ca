import type { IncomingHttpHeaders } from 'node:http'
import { Agent, request as send } from 'node:https'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import { type Answer, type Headers, parseBody, type Request } from '../recording/exchange.ts'

const patienceMs = 30_000

/** A client of one server, over https, that keeps its connection. */
export interface Client {
  /** @throws Error for a request to any other server, and when no whole answer comes within 30 seconds. */
  send(request: Request): Promise<Answer>
  close(): void
}

/**
 * @param ca the one authority that is trusted.
 * @param origin of the server; what carries a token must not leave for another.
 */
export const createClient = (ca: string, origin: string): Client => {
  const agent = new Agent({ keepAlive: true, ca })
  return {
    send: async (request) => {
      const { origin: other } = new URL(request.uri)
      if (other !== origin) throw new Error(`nothing is sent to ${other}`)
      const { status, headers, bytes } = await exchange(request, agent)
      return { status, headers, body: parseBody((await unpacked(bytes, headers['content-encoding'])).toString()) }
    },
    close: () => agent.destroy(),
  }
}

interface Packed {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

const exchange = ({ method, uri, headers, body }: Request, agent: Agent): Promise<Packed> =>
  new Promise((resolve, reject) => {
    const { hostname } = new URL(uri)
    const servername = isIP(hostname.replace(/^\[|\]$/g, '')) ? {} : { servername: hostname }
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sending = send(uri, { method, agent, headers: { ...headers, ...length }, timeout: patienceMs, ...servername })
    sending.once('error', reject)
    sending.once('timeout', () => sending.destroy(new Error('no answer came in time')))
    sending.once('response', (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.once('error', reject)
      reply.once('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: joined(reply.headers), bytes: Buffer.concat(chunks) }),
      )
    })
    sending.end(body)
  })

const joined = (headers: IncomingHttpHeaders): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))

const unpacked = async (bytes: Buffer, encoding: string | undefined): Promise<Buffer> => {
  if (encoding === 'gzip') return promisify(gunzip)(bytes)
  return encoding === 'deflate' ? promisify(inflate)(bytes) : bytes
}
