/**
 * The host of a URL, as a certificate names it: ASCII, lower case, IPv6 addresses short and without brackets, names
 * without a dot behind.
 */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$|\.$/g, '')
