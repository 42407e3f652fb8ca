import { isJsonObject } from '../../src/core/json.ts'
import { latestNodeSoftware } from '../../src/core/nodeSoftware.ts'
import { ask } from '../asking/ask.ts'
import { requestTo } from '../asking/requestTo.ts'
import type { Server } from '../asking/server.ts'
import { inWords } from '../recording/exchange.ts'
import type { Example } from './example.ts'

/** Those that make no sense without a node, though the path of one names none. */
const aboutNodes = /\/nodes\/[^/]+(\/ipAddress)?$|\/getConnectionInfo$/i

/**
 * Registers the node that an example is about, where it is about one: online, and within reach.
 *
 * @returns the first refusal, in words; undefined when the node stands, or none is asked for.
 */
export const standNode = async (server: Server, { operation, exchange }: Example): Promise<string | undefined> => {
  const { pathname } = new URL(exchange.request.uri)
  if (operation.method === 'DELETE' || !aboutNodes.test(pathname)) return undefined
  const [runtime, nodeName = 'Node_1'] = pathname.replace(/\/(getConnectionInfo|ipAddress)$/i, '').split(/\/nodes\//i)
  const keys = await post(server, requestTo('POST', `${runtime}/listAuthKeys`))
  if (typeof keys === 'string') return keys
  const time = new Date(Date.now()).toISOString()
  const registered = await post(server, ours('register', { ...introduction, authKey: keys.authKey1, nodeName, time }))
  if (typeof registered === 'string') return registered
  const heartbeat = ours('heartbeat', { status: 'Online', version: latestNodeSoftware, metrics, time })
  const authorization = `Node ${registered.credential}`
  const heard = await post(server, { ...heartbeat, headers: { ...heartbeat.headers, authorization } })
  return typeof heard === 'string' ? heard : undefined
}

const post = async (server: Server, request: ReturnType<typeof requestTo>) => {
  const answer = await ask(server, { ...request, uri: server.origin + request.uri })
  if (answer instanceof Error) return `${request.uri} was not answered: ${answer.message}`
  return answer.status === 200 && isJsonObject(answer.body)
    ? answer.body
    : `${request.uri} was refused: ${inWords(answer)}`
}

const ours = (deed: string, body: object) => ({ ...requestTo('POST', '', { ...body }), uri: `/nodes/v1/${deed}` })

const introduction = {
  machineName: 'MACHINE-1',
  version: latestNodeSoftware,
  maxConcurrentJobs: 20,
  ipAddress: '10.0.0.4',
  connection: {
    hostServiceUri: 'https://machine-1.example:8050/',
    publicKey: 'A public key',
    identityCertThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
    identityCertExpiry: '9999-12-31T23:59:59Z',
  },
}

const metrics = {
  availableMemoryInMB: 16_000,
  cpuUtilization: 15,
  concurrentJobsRunning: 3,
  sentBytes: 2.5,
  receivedBytes: 6.75,
}
