import type { JsonObject } from '../core/json.ts'
import { errorIn } from '../errorIn.ts'
import type { JsonAnswer } from '../sendJson.ts'
import { NoAnswer } from './noAnswer.ts'
import { Refusal } from './refusal.ts'
import { type Message, type Place, patienceMs, send } from './send.ts'

/**
 * Posts a message to a server.
 *
 * @returns the body of the answer.
 * @throws NoAnswer when none comes.
 * @throws Refusal when the server refuses. Neither has anything in it of what was sent.
 */
export const post = async (place: Place, message: Message): Promise<JsonObject> => {
  const answer = await send(place, message).catch((error: Error) => {
    if (message.signal?.aborted) throw error
    throw new NoAnswer(`${place.url} gives no answer: ${reasonOf(error)}`, { cause: error })
  })
  if (answer.status === 200) return answer.body
  throw refusalOf(answer, secretsIn(message))
}

const reasonOf = ({ name, message, code }: NodeJS.ErrnoException): string => {
  if (name === 'AbortError') return `${patienceMs / 1000} seconds have passed`
  // Where a name has several addresses, each failure is one of many, and the message is empty.
  const reason = message || code || name
  return code && strangerCodes.includes(code) ? `${reason}; name its ca.pem with --ca` : reason
}

/** OpenSSL's names for a certificate of an authority that is not trusted. */
const strangerCodes: readonly string[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

const secretsIn = ({ body, credential }: Message): readonly string[] =>
  [credential, body.authKey].filter((secret) => typeof secret === 'string')

const refusalOf = ({ status, headers, body }: JsonAnswer, secrets: readonly string[]): Refusal => {
  const { code, message = `it answers with status ${status}, and does not say why` } = errorIn({ body })
  const seconds = Number(headers['retry-after'])
  return new Refusal(inOneLine(without(secrets, message)), {
    status,
    code,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
  })
}

/** What is no server of ours may send back what it was sent. */
const without = (secrets: readonly string[], text: string): string =>
  secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text)

/** A stranger's answer may have in it what moves the cursor of a terminal. */
const inOneLine = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 2000)
