const maxLength = 128

/** A caller's own text as an error message may show it: cut to a sane length, without control characters. Never a secret. */
export const shown = (text: string): string =>
  (text.length > maxLength ? `${text.slice(0, maxLength)}…` : text).replace(/\p{Cc}/gu, '\u{fffd}')
