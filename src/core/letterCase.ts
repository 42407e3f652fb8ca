/**
 * A text with its letters A to Z in lower case, and all others as they are. For words that Azure compares without regard
 * to letter case: JavaScript's own way also takes the Kelvin sign for a k.
 */
export const foldCase = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
