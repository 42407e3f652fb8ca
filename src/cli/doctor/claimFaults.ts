import type { JsonObject } from '../../core/json.ts'
import { clockSkewSeconds, issuerOf } from '../../core/token.ts'
import { ask } from './ask.ts'
import { foreignIssuer } from './foreignIssuer.ts'
import { isSameServer } from './isSameServer.ts'
import type { Server } from './server.ts'
import { shown } from './shown.ts'
import { takesAudience } from './takesAudience.ts'

interface Asked {
  readonly server: Server
  /** Those that the server is known to have. */
  readonly addresses: readonly string[]
  readonly now: Date
}

/**
 * What is wrong with the claims of a token that the server refuses, by the rules for whoever issued it. Of an outside
 * issuer, times are all that can be judged: which ones the server takes, and for whom, it tells nobody.
 */
export const claimFaults = async (claims: JsonObject, asked: Asked): Promise<string[]> => {
  const { server, addresses, now } = asked
  if (foreignIssuer(claims, addresses) !== undefined) {
    // Others need not say when their tokens begin.
    return timeFaults({ nbf: 0, ...claims }, now)
  }
  if (!server.signsIn) {
    return [`iss is ${shown(claims.iss)}, and nobody signs in at the server itself: sign in at one of its --issuers`]
  }
  return [...(await issuerFaults(claims, asked)), ...audienceFaults(claims, asked), ...timeFaults(claims, now)]
}

const audienceFaults = ({ aud }: JsonObject, { server, addresses }: Asked): readonly string[] => {
  if (typeof aud === 'string' && takesAudience(server, aud, addresses)) return []
  return [
    `aud is ${shown(aud)}, which the server takes no tokens for: ask for the scope https://management.azure.com/.default`,
  ]
}

/** An issuer is an address and a tenant: the server must know both. */
const issuerFaults = async (
  { iss, tid }: JsonObject,
  { server: { url, ca }, addresses }: Asked,
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
  return [`iss is ${shown(iss)}, and the server is ${issuerOf(url, tid)}: sign in there`]
}

const timeFaults = ({ exp, nbf }: JsonObject, now: Date): string[] => {
  const seconds = now.getTime() / 1000
  const faults: string[] = []
  if (typeof exp !== 'number') faults.push('exp is missing: only tokens that end are taken')
  else if (exp <= seconds) faults.push(`exp is ${timeOf(exp)}, which is past: sign in again`)
  if (typeof nbf !== 'number') faults.push('nbf is missing: only tokens that say when they begin are taken')
  else if (nbf > seconds + clockSkewSeconds) faults.push(`nbf is ${timeOf(nbf)}, which is to come: look to the clocks`)
  return faults
}

const timeOf = (seconds: number): string => {
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString()
}
