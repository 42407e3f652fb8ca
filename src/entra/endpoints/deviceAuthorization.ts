import type { Transaction } from '../../core/store.ts'
import { applicationNotFound } from '../clients/applicationNotFound.ts'
import { requestedClientId } from '../clients/clientAuthentication.ts'
import { findClient } from '../clients/findClient.ts'
import { devicePath } from '../device/devicePath.ts'
import { newUserCode } from '../device/userCode.ts'
import type { Endpoint, EndpointParts } from '../endpoint.ts'
import { transientFailure } from '../oauthError.ts'
import { missingParameter } from '../parameters.ts'
import { findSignInTenant } from '../tenants.ts'
import type { TicketContents } from '../tickets/ticketContents.ts'
import { requestedConsent } from '../tokens/requestedConsent.ts'
import { requireResource } from '../tokens/resource.ts'
import { paths, type Version } from '../version.ts'

/** Documented. */
const lifetimeSeconds = 15 * 60
const intervalSeconds = 5

/** Those that nobody has used yet. Anybody may ask for one. */
const maxOutstanding = 10_000

/** Gives a device a code to poll with, and one that a person types elsewhere: RFC 8628, 3.1. */
export const deviceAuthorization = (version: Version): Endpoint => ({
  method: 'POST',
  path: `/:tenant${paths[version].deviceCode}`,

  answer: async (request, parts) => {
    const { form, tenantName, origin } = request
    const clientId = requestedClientId(request)
    if (!form.scope && !form.resource) throw missingParameter(version === 'v1' ? 'resource' : 'scope')
    const content = { clientId, tenantName, version, ...requestedConsent(form) }
    const codes = { deviceCode: parts.tickets.newText(), userCode: newUserCode(parts.effects.randomBytes) }
    await parts.store.change(async (tx) => {
      await requireSense(tx, parts, content)
      await keep(tx, parts, { codes, content })
    })
    return replyOf(version, `${origin}${devicePath}`, codes)
  },
})

interface Codes {
  readonly deviceCode: string
  readonly userCode: string
}

type Content = TicketContents['userCode']

/** Refuses now what would be refused only when a person has taken the trouble. */
const requireSense = async (tx: Transaction, { origins }: EndpointParts, content: Content): Promise<void> => {
  const { clientId, tenantName, audience } = content
  const tenant = await findSignInTenant(tx, tenantName)
  const directory = tenant ?? { displayName: tenantName }
  if (!(await findClient(tx, { clientId, tenant, origins }))) throw applicationNotFound(clientId, directory)
  requireResource(audience, { origins, tenant: directory })
}

/** @throws OAuthError `TransientFailure` when too many are outstanding, or when the code is one that is out. */
const keep = async (
  tx: Transaction,
  { tickets, effects }: EndpointParts,
  { codes: { deviceCode, userCode }, content }: { readonly codes: Codes; readonly content: Content },
): Promise<void> => {
  const issue = { family: effects.newId(), expiresAt: effects.now().getTime() + lifetimeSeconds * 1000 }
  await tickets.keep(tx, 'deviceCode', { ...issue, text: deviceCode, content: {} })
  // Behind the first `keep`, which has forgotten those that are over.
  const isTaken = (await tickets.find(tx, 'userCode', userCode)) !== undefined
  if (isTaken || (await tx.countTickets('userCode')) >= maxOutstanding) throw transientFailure()
  await tickets.keep(tx, 'userCode', { ...issue, text: userCode, content })
}

/** Version 1 has its own name for the address, and writes numbers as text. Documented. */
const replyOf = (version: Version, address: string, { userCode, deviceCode }: Codes): object => {
  const message = `To sign in, use a web browser to open the page ${address} and enter the code ${userCode} to authenticate.`
  const codes = { user_code: userCode, device_code: deviceCode }
  return version === 'v2'
    ? { ...codes, verification_uri: address, expires_in: lifetimeSeconds, interval: intervalSeconds, message }
    : {
        ...codes,
        verification_url: address,
        expires_in: String(lifetimeSeconds),
        interval: String(intervalSeconds),
        message,
      }
}
