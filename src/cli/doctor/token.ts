import { isJsonObject, type JsonObject } from '../../core/json.ts'
import { ask } from './ask.ts'
import { checkOfServer } from './check.ts'
import { audienceFaults, issuerFaults, timeFaults } from './claimFaults.ts'
import { ok, skipped, wrong } from './finding.ts'

/** Whether the server takes the token that was given, and if not, which claims are why. */
export const token = checkOfServer('token', async (server, { token, ready, now }) => {
  if (token === undefined) return [skipped('none was given with --token-stdin')]
  const claims = claimsOf(token)
  if (!claims) return [wrong('what was given is no JSON web token: give the access token alone, without "Bearer"')]
  const { url, ca } = server
  const headers = { authorization: `Bearer ${token}` }
  const reply = await ask({ url: `${url}/subscriptions?api-version=2022-12-01`, ca, headers }).catch(() => undefined)
  if (!reply) return [wrong(`${url} gives no answer to it: try again`)]
  // Whatever else it may not do: the server knows who comes with it.
  if (reply.status !== 401) return [ok(`${url} takes it`)]
  const addresses = [url, ...(ready instanceof Error ? [] : [ready.httpUrl])]
  const faults = [
    ...(await issuerFaults(claims, server, addresses)),
    ...audienceFaults(claims, server, addresses),
    ...timeFaults(claims, now),
  ]
  if (faults.length > 0) return faults.map(wrong)
  const { message } = isJsonObject(reply.body.error) ? reply.body.error : {}
  return [wrong(`${url} refuses it: ${message ?? 'it does not say why.'} Sign in again`)]
})

/** Unverified, as everybody can read them. */
const claimsOf = (token: string): JsonObject | undefined => {
  const [, payload = ''] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? []
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return isJsonObject(claims) ? claims : undefined
  } catch {
    return undefined
  }
}
