import { isIPv6 } from 'node:net'

/** What to listen on for a host: `localhost` is two addresses, and clients try either first. */
export const addressesOf = (host: string): readonly string[] => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host])

/**
 * The names that a client can write in a URL to reach what listens on a host; the first is the one to show. What listens
 * on every address is known by those of loopback: any other is a public URL, and told by its setting.
 */
export const namesOf = (host: string): readonly [string, ...string[]] => {
  const { hostname } = new URL(`http://${isIPv6(host) ? `[${host}]` : host}`)
  if (['localhost', '0.0.0.0', '[::]'].includes(hostname)) return ['localhost', '127.0.0.1', '[::1]']
  return [hostname]
}
