import { isJsonObject } from '../../core/json.ts'
import type { JsonAnswer } from '../../sendJson.ts'
import { ask } from './ask.ts'
import { shakeHands } from './handshake.ts'
import type { NoServer, Server } from './server.ts'

interface Search {
  readonly url: string
  /** Whom to believe, in PEM: the first that vouches for the server does. */
  readonly authorities: readonly (readonly string[])[]
  readonly now: () => Date
}

/** Looks for a Lazulite at an https address. */
export const findServer = async ({ url, authorities, now }: Search): Promise<Server | NoServer> => {
  for (const ca of authorities) {
    const handshake = await shakeHands(url, ca)
    if ('certificate' in handshake) {
      const reply = await ask({ url: `${url}/metadata/endpoints?api-version=2022-09-01`, ca }).catch(() => undefined)
      if (reply === undefined) return { fault: `what answers at ${url} breaks off: another program has the port` }
      const facts = factsIn(reply, now())
      const { certificate } = handshake
      return faultIn(reply, url) ?? { url, ca, certificate, ...facts, signsIn: await signsIn(url, ca) }
    }
    if (!isUnknownAuthority(handshake.code)) return { fault: whyNot(handshake.code, url) }
  }
  return {
    fault:
      `the certificate of ${url} is by an authority that is not known here: another program has the port, ` +
      'or say with --data where the folder of the server is, or with --ca which copy of its ca.pem is here',
  }
}

/** Nothing of sign-in is there where nobody signs in. */
const signsIn = async (url: string, ca: readonly string[]): Promise<boolean> => {
  const discovery = `${url}/common/v2.0/.well-known/openid-configuration`
  const reply = await ask({ url: discovery, ca }).catch(() => undefined)
  return reply?.status !== 404
}

const isUnknownAuthority = (code: string): boolean =>
  /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED|INVALID_CA)/.test(code)

/** Node's codes, those that people meet. */
const whyNot = (code: string, url: string): string => {
  const { hostname, port } = new URL(url)
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing answers at ${url}: start a server, or say where it is with --data or --url`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${hostname} has no address: look to the spelling of ${url}, or to the hosts file`
    case 'ETIMEDOUT':
      return `${url} does not answer in time: look to a firewall between, and whether the server hangs`
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `the certificate at ${url} is not for ${hostname}: use a name that it has, or start the server with --host or --public-url`
    case 'CERT_HAS_EXPIRED':
      return `the certificate at ${url} has expired, or this machine's clock is ahead: renew the files, or set the clock`
    case 'CERT_NOT_YET_VALID':
      return `the certificate at ${url} is not valid yet: this machine's clock is behind, set it`
    default:
      return `what answers at ${url} is no https (${code}): another program has port ${port || 443}, or it is the plain one`
  }
}

const faultIn = ({ status, body }: JsonAnswer, url: string): NoServer | undefined => {
  if (status === 421) {
    return { fault: `the server at ${url} does not go by that name: use its own, or start it with --public-url ${url}` }
  }
  if (body.name === 'Lazulite') return undefined
  return { fault: `another program answers at ${url}: stop that one, or start the server on another port with --port` }
}

const factsIn = ({ body, headers }: JsonAnswer, now: Date): Pick<Server, 'aheadSeconds' | 'audiences'> => {
  const audiences = isJsonObject(body.authentication) && body.authentication.audiences
  const theirs = Date.parse(headers.date ?? '')
  return {
    audiences: Array.isArray(audiences) ? audiences.filter((one): one is string => typeof one === 'string') : [],
    aheadSeconds: Number.isNaN(theirs) ? undefined : (theirs - now.getTime()) / 1000,
  }
}
