import { isJsonObject } from './core/json.ts'
import type { JsonAnswer } from './sendJson.ts'

/** What a server says of its refusal; undefined for what it does not say, or no server of ours says so. */
export const errorIn = ({ body }: Pick<JsonAnswer, 'body'>) => {
  const { code, message } = isJsonObject(body.error) ? body.error : {}
  return { code: textOf(code), message: textOf(message) }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
