import { isJsonObject } from '../../../core/json.ts'
import { unverifiedClaims } from '../../../core/token.ts'
import { ask } from '../ask.ts'
import { checkOfServer } from '../check.ts'
import { audienceFaults, issuerFaults, outsideFaults, timeFaults } from '../claimFaults.ts'
import { ok, skipped, wrong } from '../finding.ts'
import { ownAddresses } from '../ownAddresses.ts'

/** Whether the server takes the token that was given, and if not, which claims are why. */
export const token = checkOfServer('token', async (server, situation) => {
  const { token, now } = situation
  if (token === undefined) return [skipped('none was given with --token-stdin')]
  const claims = unverifiedClaims(token)
  if (!claims) return [wrong('what was given is no JSON web token: give the access token alone, without "Bearer"')]
  const { url, ca } = server
  const headers = { authorization: `Bearer ${token}` }
  const reply = await ask({ url: `${url}/subscriptions?api-version=2022-12-01`, ca, headers }).catch(() => undefined)
  if (!reply) return [wrong(`${url} gives no answer to it: try again`)]
  // Whatever else it may not do: the server knows who comes with it.
  if (reply.status !== 401) return [ok(`${url} takes it`)]
  const addresses = ownAddresses(situation)
  const faults = server.signsIn
    ? [
        ...(await issuerFaults(claims, server, addresses)),
        ...audienceFaults(claims, server, addresses),
        ...timeFaults(claims, now),
      ]
    : outsideFaults(claims, addresses, now)
  if (faults.length > 0) return faults.map(wrong)
  const { message } = isJsonObject(reply.body.error) ? reply.body.error : {}
  return [wrong(`${url} refuses it: ${message ?? 'it does not say why.'} Sign in again`)]
})
