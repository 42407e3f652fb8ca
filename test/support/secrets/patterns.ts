/** What gives a secret away by its form, whoever issued it: none of these has anything to do outside of an answer. */
export const patterns: Readonly<Record<string, RegExp>> = {
  'an authentication key': /IR@[0-9a-f-]{36}@[\w-]+@ServiceEndpoint=[\w.-]+@[A-Za-z0-9+/]{20}/i,
  'a signed token': /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{40}/,
  'a private key in PEM': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a private key in JSON': /"(?:d|dp|dq|qi)\\?":\s?\\?"[\w-]{40}/,
}
