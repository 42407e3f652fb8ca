/** A JSON object as it was parsed: nobody has looked inside yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a parsed JSON value is an object: neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
