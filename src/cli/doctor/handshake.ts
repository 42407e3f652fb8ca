import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { patienceMs } from './patience.ts'

/** The server's certificate, or Node's code for why there is no connection. */
export type Handshake = { readonly certificate: X509Certificate } | { readonly code: string }

/**
 * Connects to an https address as a client does that trusts the given authorities and no others.
 *
 * @param ca in PEM.
 */
export const shakeHands = (url: string, ca: readonly string[]): Promise<Handshake> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const host = hostname.replace(/^\[(.*)\]$/, '$1')
    const socket = connect({
      host,
      port: Number(port || 443),
      ca: [...ca],
      ...(isIP(host) === 0 && { servername: host }),
    })
    socket.setTimeout(patienceMs, () => socket.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      resolve(certificate ? { certificate } : { code: 'no certificate' })
      socket.destroy()
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve({ code: error.code ?? error.message }))
    socket.once('close', () => resolve({ code: 'ECONNRESET' }))
  })
