import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer, Server as TlsServer } from 'node:https'
import { isIPv6 } from 'node:net'
import { StartError } from '../core/startError.ts'
import { addressesOf, namesOf } from './addresses.ts'
import { type Drainable, drainable } from './drainable.ts'
import { refuseNoHttp } from './refuseNoHttp.ts'

interface ListenOptions {
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** Without it the listener speaks plain http. */
  readonly tls?: TlsIdentity
}

/** PEM texts: the private key, and the certificate with those that vouch for it. */
interface TlsIdentity {
  readonly key: string
  readonly certificate: string
}

export interface Listener {
  /** All URLs that it can be reached at; the first is the one to show. */
  readonly urls: readonly [string, ...string[]]
  /** Requests that came before wait for this. */
  serve(handler: RequestListener): void
  /** Shows another certificate to connections that come from now on. */
  renew(tls: TlsIdentity): void
  /** Takes no more requests; answers when those that were begun are answered. */
  close(): Promise<void>
}

/** How often a free port is looked for that is free on every address. */
const portAttempts = 5

/** How long a connection may be idle before it is closed: longer than load balancers keep theirs. */
const keepAliveMs = 72_000

/**
 * Opens a listener, before there is anything to serve: a port is taken, and its number known, before the rest starts.
 *
 * @throws StartError when the address cannot be had.
 */
export const listen = async (options: ListenOptions): Promise<Listener> => {
  let serve: (handler: RequestListener) => void = () => undefined
  const served = new Promise<RequestListener>((resolve) => {
    serve = resolve
  })
  const { bound, port } = await bindAll(options, (request, response) => {
    void served.then((handler) => handler(request, response))
  })
  const urlOf = (name: string): string => `${options.tls ? 'https' : 'http'}://${name}:${port}`
  const [shown, ...others] = namesOf(options.host)
  return {
    urls: [urlOf(shown), ...others.map(urlOf)],
    serve,
    renew: (tls) => {
      for (const { server } of bound) if (server instanceof TlsServer) server.setSecureContext(secureContextOf(tls))
    },
    close: async () => {
      await Promise.all(bound.map(({ drain }) => drain()))
    },
  }
}

interface Bound extends Drainable {
  readonly server: Server
}

const bindAll = async (
  options: ListenOptions,
  handler: RequestListener,
): Promise<{ readonly bound: readonly Bound[]; readonly port: number }> => {
  for (let attempt = 1; ; attempt += 1) {
    const bound: Bound[] = []
    try {
      let port = options.port
      for (const address of addressesOf(options.host)) {
        const one = await bind(options, handler, { address, port }).catch(toleratingNoIpv6(address, bound))
        if (!one) continue
        bound.push(one)
        port = portOf(one.server)
      }
      return { bound, port }
    } catch (cause) {
      await Promise.all(bound.map(({ drain }) => drain()))
      if (options.port !== 0 || attempt === portAttempts) throw cannotListen(options, cause)
    }
  }
}

const bind = (
  { tls }: ListenOptions,
  handler: RequestListener,
  { address, port }: { readonly address: string; readonly port: number },
): Promise<Bound> =>
  new Promise((resolve, reject) => {
    const options = { keepAliveTimeout: keepAliveMs }
    const server = tls
      ? createTlsServer({ ...options, ...secureContextOf(tls) }, handler)
      : createServer(options, handler)
    const connections = drainable(server)
    server.on('clientError', refuseNoHttp(connections))
    server.once('error', reject)
    server.listen({ port, host: address, ipv6Only: isIPv6(address) && address !== '::' }, () => {
      server.off('error', reject)
      // A connection that could not be taken is lost to its client alone.
      server.on('error', () => undefined)
      resolve({ server, ...connections })
    })
  })

const secureContextOf = ({ key, certificate }: TlsIdentity) =>
  ({ key, cert: certificate, minVersion: 'TLSv1.2' }) as const

/** A machine without IPv6 has no `::1`, and can do without where there is another address. */
const toleratingNoIpv6 =
  (address: string, others: readonly Bound[]) =>
  (error: NodeJS.ErrnoException): undefined => {
    const noIpv6 = error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'
    if (address === '::1' && noIpv6 && others.length > 0) return
    throw error
  }

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const cannotListen = ({ host, port }: ListenOptions, cause: unknown): StartError => {
  const { code = '', message } = cause as NodeJS.ErrnoException
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another program has it. Stop that one, or choose another port (0 picks a free one)',
    EACCES: 'this user may not. Choose a port above 1023',
    EADDRNOTAVAIL: 'this machine does not have that address. Choose another host',
    ENOTFOUND: 'that name is not known here. Choose another host',
  }
  return new StartError(`Cannot listen on ${host}, port ${port}: ${why[code] ?? message}.`, { cause })
}
