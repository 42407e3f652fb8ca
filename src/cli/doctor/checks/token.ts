import { unverifiedClaims } from '../../../core/token.ts'
import { errorIn } from '../../../errorIn.ts'
import type { JsonAnswer } from '../../../sendJson.ts'
import { ask } from '../ask.ts'
import { checkOfServer } from '../check.ts'
import { claimFaults } from '../claimFaults.ts'
import { ok, skipped, wrong } from '../finding.ts'
import { foreignIssuer } from '../foreignIssuer.ts'
import { ownAddresses } from '../ownAddresses.ts'

/** Whether the server takes the token that was given, and if not, which claims are why. */
export const token = checkOfServer('token', async (server, situation) => {
  const { token, now } = situation
  if (token === undefined) return [skipped('none was given with --token-stdin')]
  if (token === '') return [wrong('standard input was empty: the command before the pipe gave no token')]
  const claims = unverifiedClaims(token)
  if (!claims) return [wrong('what was given is no JSON web token: give the access token alone, without "Bearer"')]
  const { url, ca } = server
  const headers = { authorization: `Bearer ${token}` }
  const reply = await ask({ url: `${url}/subscriptions?api-version=2022-12-01`, ca, headers }).catch(() => undefined)
  if (!reply) return [wrong(`${url} gives no answer to it: try again`)]
  // Whatever else it may not do: the server knows who comes with it.
  if (reply.status === 200 || reply.status === 403) return [ok(`${url} takes it`)]
  if (reply.status !== 401) return [wrong(`${url} cannot say now: status ${reply.status}. ${errorIn(reply).message}`)]
  const addresses = ownAddresses(situation)
  const faults = await claimFaults(claims, { server, addresses, now })
  const issuer = foreignIssuer(claims, addresses)
  // What is wrong with a token of another, the server alone can say.
  if (faults.length === 0 || issuer !== undefined) faults.push(`${url} ${refusalIn(reply, issuer)}`)
  return faults.map(wrong)
})

const refusalIn = (reply: JsonAnswer, issuer: string | undefined): string => {
  const { code, message = 'It does not say why.' } = errorIn(reply)
  if (issuer === undefined || code !== 'InvalidAuthenticationToken') return `refuses it: ${message} Sign in again`
  return `refuses it: ${message} Its issuer is ${issuer}, which must be one of the server's --issuers, letter by letter: else sign in elsewhere`
}
