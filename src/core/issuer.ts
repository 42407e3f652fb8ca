const ownMachine: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Whether a text can be the `iss` of tokens: an https URL, or a plain one on this very machine, without a query. */
export const isIssuer = (text: string): boolean => {
  const url = URL.parse(text)
  if (!url || url.search || url.hash || url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ownMachine.includes(url.hostname))
}
