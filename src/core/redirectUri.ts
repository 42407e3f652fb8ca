import { isLoopback } from './isLoopback.ts'

/**
 * Whether a browser may be sent there with a token or a code: https, plain http on the person's own machine alone, or a
 * scheme of an app's own. No fragment, which the answer may need for itself, and nobody's password.
 */
export const isRedirectUri = (text: string): boolean => {
  const url = URL.parse(text)
  if (!url || text.includes('#') || url.username || url.password) return false
  if (url.protocol === 'https:') return true
  if (url.protocol === 'http:') return isLoopback(url.hostname)
  return /^[a-z][a-z\d+-]*(\.[a-z\d+-]+)+:$/.test(url.protocol)
}

/**
 * Whether a redirect URI is a registered one: letter by letter, but for the port where it leads to the person's own
 * machine, as a program listens where it finds room. RFC 8252, 7.3.
 */
export const isSameRedirectUri = (registered: string, asked: string): boolean =>
  registered === asked || (isRedirectUri(asked) && withoutPort(registered) === withoutPort(asked))

/** As texts, since URL takes many for one. The slash of an address without a path may be left out. */
const withoutPort = (uri: string): string => uri.replace(ownMachine, '$1')

const ownMachine = /^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?=[/?]|$)(?:\/$)?/
