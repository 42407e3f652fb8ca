import { Agent } from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { getCACertificates } from 'node:tls'
import { Type } from 'typebox'
import type { JsonObject } from '../core/json.ts'
import { StartError } from '../core/startError.ts'
import { errorIn } from '../errorIn.ts'
import type { ReadyLine } from '../ready.ts'
import type { JsonAnswer } from '../sendJson.ts'
import type { Terminal } from './command.ts'
import { dataFlag } from './dataFlag.ts'
import { ownersToken } from './ownersToken.ts'
import { readAuthority } from './readAuthority.ts'
import { runningServer } from './runningServer.ts'
import { tellServer } from './tellServer.ts'

/** The flags of every command that signs in at a running server, to change or to read what is its owner's. */
export const ownerFlags = {
  data: dataFlag,
  secretStdin: Type.Boolean({ default: false, description: "Read the application's secret from standard input." }),
  tokenStdin: Type.Boolean({
    default: false,
    description:
      'Read an access token from standard input, and sign in nowhere: for servers with issuers of their own.',
  }),
}

export interface OwnerOptions {
  readonly data: string
  readonly secretStdin: boolean
  readonly tokenStdin: boolean
}

const signInNotes = `It signs in as the application of AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET where AZURE_AUTHORITY_HOST is this
server, as after "lazulite env"; else as the first application of the world, whose secret is known in the built-in one. The
application needs a role at the tenant that permits it; `

/** How a command that changes something says in its notes whom it signs in as. */
export const changingNotes = `${signInNotes}that of an Owner does.`

/** The same for a command that only reads. */
export const readingNotes = `${signInNotes}that of a Reader does.`

/** Calls a server. */
export interface OwnerCall {
  /** Whom it talks to. */
  readonly ready: ReadyLine
  /**
   * @param address a path with its query, or a link that the server has given.
   * @returns the body of the answer.
   * @throws StartError in the server's words when it refuses.
   */
  send(method: 'GET' | 'POST', address: string): Promise<JsonObject>
}

/**
 * Signs in at the server that runs on a data folder, as somebody who may tell it what to do.
 *
 * @throws StartError when none runs, or the sign-in fails.
 */
export const callAsOwner = async (options: OwnerOptions, terminal: Terminal): Promise<OwnerCall> => {
  const ready = await runningServer(options.data)
  const agent = new Agent({ keepAlive: true, ca: [...getCACertificates('default'), await readAuthority(ready.caFile)] })
  const newToken = await ownersToken({ ...options, ready, agent }, terminal)
  let token = await newToken()
  const ask = async (method: 'GET' | 'POST', url: string): Promise<JsonAnswer> => {
    const answer = await tellServer({ method, url, agent, headers: { authorization: `Bearer ${token}` } })
    if (answer.status !== 429) return answer
    await wait(retryAfterMs(answer))
    return ask(method, url)
  }
  const send: OwnerCall['send'] = async (method, address) => {
    const url = ownAddress(ready, address)
    let answer = await ask(method, url)
    if (answer.status === 401 && !options.tokenStdin) {
      // The work may take longer than a token is good for.
      token = await newToken()
      answer = await ask(method, url)
    }
    if (answer.status >= 200 && answer.status < 300) return answer.body
    throw refused(ready, answer)
  }
  return { ready, send }
}

/** A link that leads elsewhere is not followed: the token would go along. */
const ownAddress = ({ url }: ReadyLine, address: string): string => {
  const { href, origin } = new URL(address, url)
  if (origin === new URL(url).origin) return href
  throw new StartError(
    `the server at ${url} says that it goes on at ${origin}, which is another: set --public-url to one name`,
  )
}

/** It comes again by the second, whatever else may be asked for. */
const retryAfterMs = ({ headers }: JsonAnswer): number =>
  Math.min(Math.max(Number(headers['retry-after']) || 1, 1), 60) * 1000

const refused = ({ url }: ReadyLine, { status, body }: JsonAnswer): StartError => {
  const { code = `status ${status}`, message = 'it does not say why' } = errorIn({ body })
  return new StartError(`${url} refuses: ${code}: ${message}`)
}
