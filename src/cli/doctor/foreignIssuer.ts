import type { JsonObject } from '../../core/json.ts'
import { isSameServer } from './isSameServer.ts'
import { shown } from './shown.ts'

/**
 * The issuer that a token says it has, as a message can show it, where that is not the server; else undefined.
 *
 * @param addresses those that the server is known to have.
 */
export const foreignIssuer = ({ iss }: JsonObject, addresses: readonly string[]): string | undefined => {
  if (typeof iss !== 'string' || addresses.some((address) => isSameServer(iss, address))) return undefined
  return shown(iss)
}
