import { parseParameters } from '../parameters.ts'
import type { IdentityEndpoint } from './identityEndpoint.ts'
import { IdentityError } from './identityError.ts'
import { issueIdentityToken, requireVersionSince } from './issueIdentityToken.ts'
import { requireOwnMachine } from './requireOwnMachine.ts'

/**
 * The identity of an App Service, which clients find by `IDENTITY_ENDPOINT`. What `IDENTITY_HEADER` says is not looked
 * at: the header keeps out who can make a program ask, and cannot make it set one. Documented.
 */
export const appService: IdentityEndpoint = {
  path: '/msi/token',

  answer: async (request, parts) => {
    requireOwnMachine(request)
    if (!request.headers['x-identity-header']) throw new IdentityError('The header X-IDENTITY-HEADER is missing.')
    const asked = parseParameters(request.query)
    requireVersionSince('2019-08-01', asked)

    const token = await issueIdentityToken(parts, request, asked)
    return {
      access_token: token.text,
      expires_on: String(token.expiresAt),
      resource: token.audience,
      token_type: 'Bearer',
      client_id: token.clientId,
    }
  },

  refusal: ({ status, message }) => ({ statusCode: status, message }),
}
