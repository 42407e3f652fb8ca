const maxLength = 128

/** A caller's own text, never a secret, as an error message may show it: cut short, without control characters. */
export const shown = (text: string): string =>
  (text.length > maxLength ? `${text.slice(0, maxLength)}…` : text).replace(/\p{Cc}/gu, '\u{fffd}')
