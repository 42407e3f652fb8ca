import { isIPv4, isIPv6 } from 'node:net'

/**
 * Whether a host reaches this machine alone, by name or address: what a resolver makes of another name is not known.
 *
 * @param host as it is listened on, or as it stands in a URL, with brackets.
 */
export const isLoopback = (host: string): boolean => {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIPv4(address)) return address.startsWith('127.')
  if (isIPv6(address)) return new URL(`http://[${address}]`).hostname === '[::1]'
  return address.toLowerCase() === 'localhost'
}
