import { isLoopback } from './isLoopback.ts'

/** Whether a text can be the `iss` of tokens: an https URL, or a plain one on this very machine, without a query. */
export const isIssuer = (text: string): boolean => isKeysUrl(text) && !URL.parse(text)?.search

/** Whether the keys of an issuer can be read there. Unlike the issuer itself, that may be an address with a query. */
export const isKeysUrl = (text: string): boolean => {
  const url = URL.parse(text)
  if (!url || url.hash || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}
