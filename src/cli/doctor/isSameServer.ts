import { isLoopback } from '../../core/isLoopback.ts'

/** Whether two addresses are the same server's: `localhost` and `127.0.0.1` are, the path behind does not matter. */
export const isSameServer = (one: string, other: string): boolean => {
  const [first, second] = [URL.parse(one), URL.parse(other)]
  if (!first || !second || first.protocol !== second.protocol || first.port !== second.port) return false
  return first.hostname === second.hostname || (isLoopback(first.hostname) && isLoopback(second.hostname))
}
