import { request } from 'node:https'
import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { patienceMs } from './patience.ts'

interface Question {
  /** https. */
  readonly url: string
  /** Authorities in PEM: what none of them vouches for is not asked. */
  readonly ca: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  /** What is posted. */
  readonly form?: Readonly<Record<string, string>>
}

export interface Reply {
  readonly status: number
  readonly date: string | undefined
  /** Empty where the answer is not a JSON object. */
  readonly body: JsonObject
}

const mostBytes = 1024 * 1024

/**
 * Asks a server one thing, certificate checked.
 *
 * @throws Error when it does not answer in time, or with too much.
 */
export const ask = ({ url, ca, headers = {}, form }: Question): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patienceMs)
    const type = form && { 'content-type': 'application/x-www-form-urlencoded' }
    const method = form ? 'POST' : 'GET'
    const asking = request(url, { method, ca: [...ca], agent: false, signal, headers: { ...headers, ...type } })
    asking.once('error', reject)
    asking.once('response', async (response) => {
      try {
        let text = ''
        for await (const chunk of response.setEncoding('utf8')) {
          text += chunk
          if (text.length > mostBytes) throw new Error('the answer is too long')
        }
        resolve({ status: response.statusCode ?? 0, date: response.headers.date, body: parse(text) })
      } catch (error) {
        reject(error)
      }
    })
    asking.end(form && new URLSearchParams(form).toString())
  })

const parse = (text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}
