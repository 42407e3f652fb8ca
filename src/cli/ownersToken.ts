import type { Agent } from 'node:https'
import type { Environment } from '../config/readVariables.ts'
import { StartError } from '../core/startError.ts'
import type { ReadyLine } from '../ready.ts'
import type { Terminal } from './command.ts'
import { isSameServer } from './doctor/isSameServer.ts'
import { readInput } from './readInput.ts'
import { clientSecretOf } from './setup/clientSecret.ts'
import { tellServer } from './tellServer.ts'

interface Asked {
  readonly url: string
  readonly agent: Agent
  readonly form: Readonly<Record<'client_id' | 'client_secret' | 'grant_type' | 'scope', string>>
}

interface SignIn {
  readonly ready: ReadyLine
  readonly agent: Agent
  /** Whether standard input has the secret. */
  readonly secretStdin: boolean
  /** Whether it has the token itself. */
  readonly tokenStdin: boolean
}

/**
 * What gets an access token for a running server: the one that is given, or each time a new one of an application which
 * signs in there. Standard input is read once.
 *
 * @throws StartError, as what it answers does, when there is none.
 */
export const ownersToken = async (
  { ready, agent, secretStdin, tokenStdin }: SignIn,
  terminal: Terminal,
): Promise<() => Promise<string>> => {
  if (tokenStdin) {
    const token = await givenToken(terminal)
    return async () => token
  }
  if (ready.ownIssuer === false) throw signInIsElsewhere(ready)
  const { tenantId, clientId } = applicationFor(ready, terminal.env)
  const secret = await clientSecretOf({ clientId, isOnStdin: secretStdin }, terminal)
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope }
  const url = `${ready.url}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`
  return () => signIn({ url, agent, form }, ready)
}

const signIn = async (asked: Asked, ready: ReadyLine): Promise<string> => {
  const { body } = await tellServer({ method: 'POST', ...asked })
  if (typeof body.access_token === 'string') return body.access_token
  // Behind the first line come ids of this very request.
  const [why = ''] = String(body.error_description ?? 'it does not say why').split(/\r?\n| Trace ID:/)
  throw new StartError(`${ready.url} does not sign ${asked.form.client_id} in: ${why}`)
}

const scope = 'https://management.azure.com/.default'

const givenToken = async ({ stdin }: Terminal): Promise<string> => {
  const token = await readInput(stdin())
  if (token === '') throw new StartError('standard input has no token')
  // What else is there cannot stand in a header.
  if (!/^[\w.~+/=-]+$/.test(token)) throw new StartError('standard input has no token: give it alone, without "Bearer"')
  return token
}

const signInIsElsewhere = ({ url }: ReadyLine): StartError =>
  new StartError(
    `nobody signs in at ${url}, which runs with --own-issuer=false: give a token of its issuer with --token-stdin`,
  )

/** That of the environment where it is meant for this server; what is meant for another is nobody else's to see. */
const applicationFor = (ready: ReadyLine, env: Environment) => {
  const { AZURE_AUTHORITY_HOST: authority, AZURE_CLIENT_ID: theirs, AZURE_TENANT_ID: tenantId } = env
  if (theirs && authority && isSameServer(authority, ready.url)) {
    return { clientId: theirs, tenantId: tenantId || ready.tenantId }
  }
  if (ready.clientId !== undefined) return { clientId: ready.clientId, tenantId: ready.tenantId }
  throw new StartError(
    `the world of this server has no application: set AZURE_AUTHORITY_HOST to ${ready.url}, and AZURE_CLIENT_ID and AZURE_CLIENT_SECRET to an Owner of its tenant`,
  )
}
