import { isLoopback } from '../../core/isLoopback.ts'
import type { EntraRequest } from '../endpoint.ts'
import { IdentityError } from './identityError.ts'

/** What a proxy adds to a request that it passes on. */
const ofProxies = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/** What browsers send and programs do not. */
const ofPages = ['origin', 'sec-fetch-site']

/**
 * An identity is given to whoever asks, and so only to a program on this very machine that asks by itself: in plain, by
 * a name of loopback, from an address of loopback, and through nobody. A proxy beside the server that says nothing of
 * itself cannot be told from such a program, unless it speaks HTTP/1.0, as the plainest do. Documented for
 * `X-Forwarded-For`; the rest assumed.
 *
 * @throws IdentityError 403, before anything else of the request is looked at.
 */
export const requireOwnMachine = ({ connection, origin, headers }: EntraRequest): void => {
  const { protocol, hostname } = new URL(origin)
  if (connection.isEncrypted || protocol !== 'http:') {
    throw refused('is given out over plain http alone. Ask at the http address of this server.')
  }
  // A socket that listens for IPv6 has IPv4 mapped.
  const address = connection.address.replace(/^::ffff:(?=\d)/, '')
  if (!isLoopback(address) || !isLoopback(hostname)) {
    throw refused('is given out on loopback alone, to programs on the machine that this server runs on.')
  }
  if (connection.httpVersion === '1.0') {
    throw refused('is not given out over HTTP/1.0, which is what plain proxies speak. Ask by HTTP/1.1.')
  }
  const tellTale = [...ofProxies, ...ofPages].find((name) => headers[name] !== undefined)
  if (tellTale === undefined) return
  throw refused(
    ofPages.includes(tellTale)
      ? `is not given to web pages, and the request has the header ${tellTale}.`
      : `is not given out through a proxy, and the request has the header ${tellTale}. Ask without it.`,
  )
}

const refused = (why: string): IdentityError => new IdentityError(`A managed identity ${why}`, 403)
