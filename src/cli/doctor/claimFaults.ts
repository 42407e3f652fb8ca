import type { JsonObject } from '../../core/json.ts'
import { clockSkewSeconds, issuerOf } from '../../core/token.ts'
import { ask } from './ask.ts'
import { isSameServer } from './isSameServer.ts'
import type { Server } from './server.ts'
import { takesAudience } from './takesAudience.ts'

/** @param addresses those that the server is known to have. */
export const audienceFaults = (
  { aud }: JsonObject,
  server: Server,
  addresses: readonly string[],
): readonly string[] => {
  if (typeof aud === 'string' && takesAudience(server, aud, addresses)) return []
  return [
    `aud is ${shown(aud)}, which the server takes no tokens for: ask for the scope https://management.azure.com/.default`,
  ]
}

/**
 * An issuer is an address and a tenant: the server must know both.
 *
 * @param addresses those that the server is known to have.
 */
export const issuerFaults = async (
  { iss, tid }: JsonObject,
  { url, ca }: Server,
  addresses: readonly string[],
): Promise<readonly string[]> => {
  if (typeof tid !== 'string') return ['tid is missing: only tokens of a tenant are taken']
  const discovery = `${url}/${encodeURIComponent(tid)}/v2.0/.well-known/openid-configuration`
  const reply = await ask({ url: discovery, ca }).catch(() => undefined)
  if (reply?.status === 400) {
    return [`tid is ${shown(tid)}, a tenant that the server does not know: sign in to one of its own`]
  }
  const isOwn = (one: string) =>
    addresses.some((address) => isSameServer(one, address)) && one.endsWith(new URL(issuerOf(url, tid)).pathname)
  if (typeof iss === 'string' && isOwn(iss)) return []
  return [
    `iss is ${shown(iss)}, and the server is ${issuerOf(url, tid)}: sign in there, or make that issuer one of its outside issuers`,
  ]
}

export const timeFaults = ({ exp, nbf }: JsonObject, now: Date): readonly string[] => {
  const seconds = now.getTime() / 1000
  const faults: string[] = []
  if (typeof exp !== 'number') faults.push('exp is missing: only tokens that end are taken')
  else if (exp <= seconds) faults.push(`exp is ${timeOf(exp)}, which is past: sign in again`)
  if (typeof nbf !== 'number') faults.push('nbf is missing: only tokens that say when they begin are taken')
  else if (nbf > seconds + clockSkewSeconds) faults.push(`nbf is ${timeOf(nbf)}, which is to come: look to the clocks`)
  return faults
}

/**
 * Those of a token for a server that takes none of its own. Which issuers it takes, and for whom, it tells nobody.
 *
 * @param addresses those that the server is known to have.
 */
export const outsideFaults = (claims: JsonObject, addresses: readonly string[], now: Date): readonly string[] => {
  const { iss } = claims
  const isOwn = typeof iss === 'string' && addresses.some((address) => isSameServer(iss, address))
  return [
    ...(isOwn
      ? [`iss is ${shown(iss)}, the server itself, where nobody signs in: sign in at one of its --issuers`]
      : []),
    // Others need not say when their tokens begin.
    ...timeFaults({ nbf: 0, ...claims }, now),
  ]
}

const timeOf = (seconds: number): string => {
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString()
}

/** A stranger's text, at no great length. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'missing').slice(0, 200)
