import { type IncomingHttpHeaders, type IncomingMessage, request as plain } from 'node:http'
import { type Agent, request as secure } from 'node:https'
import { isJsonObject, type JsonObject } from './core/json.ts'

interface Sending {
  /** https or http. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** What is posted; without it and `json` the request is a GET, or a POST that has nothing. */
  readonly form?: Readonly<Record<string, string>>
  readonly json?: JsonObject
  readonly method?: 'GET' | 'POST'
  /** Keeps connections; without one the request has a connection of its own. */
  readonly agent?: Agent
  /** Authorities in PEM, in place of those that Node.js knows. */
  readonly ca?: readonly string[]
  /** Ends the waiting. */
  readonly signal: AbortSignal
  /** How long an answer may be. */
  readonly mostBytes: number
}

/** What a server says. */
export interface JsonAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Empty where the answer is not a JSON object. */
  readonly body: JsonObject
}

/**
 * Sends a request and reads the whole of the answer. Redirections are not followed.
 *
 * @throws Error of the network, or for an answer that is too long; an `AbortError` when the waiting is ended.
 */
export const sendJson = async (sending: Sending): Promise<JsonAnswer> => {
  const { url, headers, agent = false, ca, signal, mostBytes } = sending
  const content = contentOf(sending)
  const { method = content ? 'POST' : 'GET' } = sending
  const options = { method, signal, headers: { ...headers, ...(content && { 'content-type': content.type }) } }
  const asking = url.startsWith('https:')
    ? secure(url, { ...options, agent, ...(ca && { ca: [...ca] }) })
    : plain(url, { ...options, agent: false })
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  asking.once('response', resolve).on('error', reject).end(content?.text)
  const response = await promise
  const body = parse(await readAll(response, mostBytes))
  return { status: response.statusCode ?? 0, headers: response.headers, body }
}

const contentOf = ({ form, json }: Sending) => {
  if (form) return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() }
  return json && { type: 'application/json', text: JSON.stringify(json) }
}

const readAll = async (response: IncomingMessage, mostBytes: number): Promise<string> => {
  const all: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    all.push(chunk)
    bytes += chunk.length
    // Leaving the loop ends the connection.
    if (bytes > mostBytes) throw new Error('its answer is too long')
  }
  return Buffer.concat(all).toString()
}

const parse = (text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}
