import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/** What to listen on for a host: `localhost` is two addresses, and clients try either first. */
export const addressesOf = (host: string): readonly string[] => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host])

/** The names that a client can write in a URL to reach what listens on a host; the first is the one to show. */
export const namesOf = (host: string): readonly [string, ...string[]] => {
  const bracketed = (address: string): string => (isIPv6(address) ? `[${address}]` : address)
  if (host === 'localhost') return ['localhost', '127.0.0.1', '[::1]']
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host)]
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const reachable = own.filter(({ family, scopeid }) => !scopeid && (host === '::' || family === 'IPv4'))
  return ['localhost', ...new Set(reachable.map(({ address }) => bracketed(address)))]
}
