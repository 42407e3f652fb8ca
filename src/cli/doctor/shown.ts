/** A stranger's text, at no great length. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? 'missing').slice(0, 200)
