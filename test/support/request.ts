import { type IncomingHttpHeaders, type Agent as PlainAgent, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { asForm, type Form } from './asForm.ts'
import { leaveError } from './secrets/leave.ts'

interface Sent {
  readonly method?: string
  /** Any at all: also those that `fetch` does not let a program set, such as `Host` and `Origin`. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** What to trust, in PEM; for https. */
  readonly ca?: string
  /** For plain http; without one each request has a connection of its own. */
  readonly agent?: PlainAgent
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/**
 * One request over a socket; answered only when the reply has arrived whole. Certificates are checked, against the name
 * in the URL whatever the `Host` header says.
 */
export const request = (url: string, { method = 'GET', headers = {}, body, ca, agent }: Sent = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': byteLength(body) }) },
    }
    const sending = url.startsWith('https:')
      ? secure(url, { ...options, ...nameOf(url), agent: false, ...(ca !== undefined && { ca }) })
      : plain(url, { ...options, agent: agent ?? false })
    sending.once('error', reject)
    sending.once('response', (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.once('error', reject)
      reply.once('end', () => {
        if (!reply.complete) return reject(new Error('the reply was cut off'))
        const { statusCode = 0, headers } = reply
        const text = Buffer.concat(chunks).toString()
        leaveError(statusCode, headers, text)
        resolve({ status: statusCode, headers, text })
      })
    })
    sending.end(body)
  })

/** The name that the certificate must be for, where the URL has one and no address. */
const nameOf = (url: string): { readonly servername?: string } => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? {} : { servername: host }
}

const byteLength = (text: string): string => String(Buffer.byteLength(text))

interface SignIn {
  readonly tenantId: string
  readonly clientId: string
  readonly secret: string
}

/** What the documentation says to post for a token of an application. */
export const clientForm = ({ clientId, secret }: Omit<SignIn, 'tenantId'>): Form => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: secret,
  scope: 'https://management.azure.com/.default',
})

/** An access token from the token endpoint of a server, over the plain port or, with its authority, over https. */
export const fetchToken = async (url: string, signIn: SignIn, ca?: string): Promise<string> => {
  const { status, text } = await request(`${url}/${signIn.tenantId}/oauth2/v2.0/token`, {
    ...asForm(clientForm(signIn)),
    ...(ca !== undefined && { ca }),
  })
  if (status !== 200) throw new Error(`no token: ${status} ${text}`)
  return JSON.parse(text).access_token
}
