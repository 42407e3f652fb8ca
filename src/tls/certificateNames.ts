import { isIPv6 } from 'node:net'
import { StartError } from '../core/startError.ts'

/** Addresses to listen on, but not to call. */
const wildcards = ['0.0.0.0', '::']

interface Where {
  /** Name or address to listen on. */
  readonly host: string
  readonly publicUrl?: string | undefined
}

/**
 * Every name and address that clients may call the server by: this machine's own, `host`, and the host of `publicUrl`.
 * In the form that a certificate has them in: ASCII, lower case, IPv6 addresses short and without brackets or zone.
 *
 * @throws StartError for a host that is neither a name nor an address.
 */
export const certificateNames = ({ host, publicUrl }: Where): readonly string[] => {
  const given = publicUrl === undefined ? [host] : [host, new URL(publicUrl).hostname]
  const names = ['localhost', '127.0.0.1', '::1', ...given.map(canonicalName)]
  return [...new Set(names)].filter((name) => !wildcards.includes(name))
}

const canonicalName = (host: string): string => {
  const [address = ''] = host.split('%')
  const authority = isIPv6(address) ? `[${address}]` : host
  const url = URL.parse(`https://${authority}/`)
  const isHostAlone = url !== null && url.href === `https://${url.hostname}/`
  if (!isHostAlone) throw new StartError(`'${host}' is neither a host name nor an IP address: give one to listen on.`)
  return url.hostname.replace(/^\[|\]$|\.$/g, '')
}
