/** What a terminal or a browser does not show as it stands: line breaks, changes of direction, halves of a character. */
const unshowable = /[\p{C}\p{Zl}\p{Zp}]/gu

/**
 * Somebody else's text, never a secret, as a message may show it: cut short, and without what would change how the text
 * around it is read.
 *
 * @param maxLength in whole characters (code points).
 */
export const shown = (text: string, maxLength = 128): string => {
  const characters = [...text]
  const short = characters.length > maxLength ? `${characters.slice(0, maxLength).join('')}…` : text
  return short.replace(unshowable, '\u{fffd}')
}
