/**
 * Whether a host reaches this machine alone, by name or address: what a resolver makes of another name is not known.
 *
 * @param host as it is listened on, or as it stands in a URL, with brackets.
 */
export const isLoopback = (host: string): boolean => {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (/^127(\.\d+){3}$/.test(address)) return URL.canParse(`http://${address}`)
  if (/^[\da-f:.]*:[\da-f:.]*$/i.test(address)) return URL.parse(`http://[${address}]`)?.hostname === '[::1]'
  return address.toLowerCase() === 'localhost'
}
