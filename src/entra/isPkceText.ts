/** Whether a text can be a verifier or a challenge: shorter ones could be guessed. RFC 7636, 4.1 and 4.2. */
export const isPkceText = (text: string): boolean => /^[\w.~-]{43,128}$/.test(text)
