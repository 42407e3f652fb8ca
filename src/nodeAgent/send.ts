import { getCACertificates } from 'node:tls'
import type { JsonObject } from '../core/json.ts'
import { type JsonAnswer, sendJson } from '../sendJson.ts'

/** Where a server is now. */
export interface Place {
  /** Its origin: of https, or of http on this very machine. */
  readonly url: string
  /** Its authority, in PEM, trusted beside those that the machine trusts. */
  readonly ca: string | undefined
}

/** What is said to a server. */
export interface Message {
  readonly path: string
  readonly body: JsonObject
  /** What the node is known by; undefined for one that has none yet. */
  readonly credential?: string
  /** Ends the waiting. */
  readonly signal?: AbortSignal
}

/** Far more than any answer. */
const mostBytes = 64 * 1024
/** How long an answer may take, in milliseconds. */
export const patienceMs = 15_000

/**
 * Sends a message to a server and reads its answer, each time over a connection of its own: a server that was started anew
 * is met as it is.
 *
 * @throws Error of the network; an `AbortError` when the answer takes too long, or the waiting is ended.
 */
export const send = ({ url, ca }: Place, { path, body, credential, signal }: Message): Promise<JsonAnswer> =>
  sendJson({
    url: url + path,
    json: body,
    signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])]),
    mostBytes,
    ...(ca !== undefined && { ca: [...getCACertificates('default'), ca] }),
    ...(credential !== undefined && { headers: { authorization: `Node ${credential}` } }),
  })
