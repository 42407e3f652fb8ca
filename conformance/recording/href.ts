/**
 * A URL in the one spelling that it is compared in: its host in lower case, without the port that goes without saying.
 * Any other text as it is.
 */
export const hrefOf = (text: string): string => (URL.canParse(text) ? new URL(text).href : text)
