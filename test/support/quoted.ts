/** A text as a shell takes it: one word, whatever is in it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`
