import { parseParameters } from '../parameters.ts'
import type { IdentityEndpoint } from './identityEndpoint.ts'
import { IdentityError } from './identityError.ts'
import { issueIdentityToken, requireVersionSince } from './issueIdentityToken.ts'
import { requireOwnMachine } from './requireOwnMachine.ts'

/**
 * The identity of a virtual machine, as Azure's Instance Metadata Service gives it out. A request without the header
 * asks no more than whether anybody is here. Documented.
 */
export const instanceMetadata: IdentityEndpoint = {
  path: '/metadata/identity/oauth2/token',

  answer: async (request, parts) => {
    requireOwnMachine(request)
    if (request.headers.metadata !== 'true') throw new IdentityError('Required metadata header not specified')
    const asked = parseParameters(request.query)
    requireVersionSince('2018-02-01', asked)

    const token = await issueIdentityToken(parts, request, asked)
    return {
      access_token: token.text,
      client_id: token.clientId,
      expires_in: String(token.lifetimeSeconds),
      expires_on: String(token.expiresAt),
      ext_expires_in: String(token.lifetimeSeconds),
      not_before: String(token.issuedAt),
      resource: token.audience,
      token_type: 'Bearer',
    }
  },

  refusal: ({ error, message }) => ({ error, error_description: message }),
}
