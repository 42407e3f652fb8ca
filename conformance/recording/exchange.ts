import { isJsonObject } from '../../src/core/json.ts'

/** By lower-case name; several of one name are joined by commas, as HTTP does. */
export type Headers = Readonly<Record<string, string>>

/** An answer as it is compared: the recorded one, or ours. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** JSON as it was parsed, other text as it stands; undefined where there is none. */
  readonly body: unknown
}

/** A request as it goes out. */
export interface Request {
  readonly method: string
  /** Absolute, as `hrefOf` spells it. */
  readonly uri: string
  readonly headers: Headers
  /** As it stands on the wire; undefined for none. */
  readonly body: string | undefined
}

/** A request that somebody sent to the real service, and the answer that came. */
export interface Exchange {
  /** Its number in the whole recording, from 1. Numbers that are missing are exchanges that somebody left out. */
  readonly index: number
  readonly request: Request
  readonly answer: Answer
}

/** At least one. */
export type Exchanges = readonly [Exchange, ...Exchange[]]

/** One recording from its beginning, which is replayed against a server of its own. */
export interface Cassette {
  readonly name: string
  readonly exchanges: Exchanges
}

/** The path of a request, decoded as little as it came, without the query. */
export const pathOf = ({ uri }: Pick<Request, 'uri'>): string => new URL(uri).pathname

/** The code of a refusal in Resource Manager's envelope; undefined for any other answer. */
export const errorCodeOf = ({ body }: Answer): string | undefined => {
  const error = isJsonObject(body) ? body.error : undefined
  return isJsonObject(error) && typeof error.code === 'string' ? error.code : undefined
}

/** What an answer says in short: `409 MissingSubscriptionRegistration`. */
export const inWords = (answer: Answer): string => [answer.status, errorCodeOf(answer)].join(' ').trim()

/** A body from its text: JSON where it is JSON, undefined for no text at all. */
export const parseBody = (text: string): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
