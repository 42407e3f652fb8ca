import type { JsonObject } from '../../src/core/json.ts'
import type { Request } from '../recording/exchange.ts'

/** A request that is in no recording, relative to a server. */
export const requestTo = (method: string, path: string, body?: JsonObject): Request => ({
  method,
  uri: `${path}?api-version=2018-06-01`,
  headers: body === undefined ? {} : { 'content-type': 'application/json' },
  body: body === undefined ? undefined : JSON.stringify(body),
})
