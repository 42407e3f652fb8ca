import type { Caller } from '../core/caller.ts'
import { CloudError } from '../core/errors.ts'
import { issuerOf } from '../core/token.ts'
import { type Authority, authorityUrl, challengeOf } from './unauthenticated.ts'

/**
 * Refuses a caller of another tenant than that of the subscription.
 *
 * @throws CloudError `InvalidAuthenticationTokenTenant`. Recorded.
 */
export const requireTenant = (caller: Caller, authority: Authority): void => {
  const { origin, tenantId } = authority
  if (tenantId === undefined || caller.tenantId.toLowerCase() === tenantId.toLowerCase()) return
  throw new CloudError(
    'InvalidAuthenticationTokenTenant',
    `The access token is from the wrong issuer '${issuerOf(origin, caller.tenantId)}'. It must match the tenant ` +
      `'${issuerOf(origin, tenantId)}' associated with this subscription. Please use the authority (URL) '${authorityUrl(authority)}' to get ` +
      'the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but ' +
      'information about new tenant could take time to propagate (up to an hour). If you just transferred your ' +
      'subscription and see this error message, please try back later.',
    {
      challenge: challengeOf(
        authority,
        'The access token is from the wrong issuer. It must match the tenant associated with this subscription. ' +
          'Please use correct authority to get the token.',
      ),
      logged: { reason: 'tenant not that of the subscription' },
    },
  )
}
