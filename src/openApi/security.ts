import type { JsonObject } from '../core/json.ts'
import type { Described } from './described.ts'

/** How a caller gets a token. `azure_auth` is as Microsoft's document has it, with this server in place of theirs. */
export const securitySchemes = ({ origin, ownIssuer }: Described): JsonObject => ({
  ...(ownIssuer && {
    azure_auth: {
      type: 'oauth2',
      description: 'A user signs in, in a window of its own.',
      flows: {
        implicit: {
          authorizationUrl: `${origin}/common/oauth2/authorize`,
          scopes: { user_impersonation: 'Act as the user.' },
        },
      },
    },
  }),
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: ownIssuer
      ? `A token that is there already. An application gets one at \`${origin}/{tenant}/oauth2/v2.0/token\`, by its ` +
        'credentials and the scope `https://management.azure.com/.default`.'
      : 'A token of one of the issuers that this server trusts. It has none of its own.',
  },
})

/** Any one of them is enough. */
export const security = ({ ownIssuer }: Described): readonly JsonObject[] => [
  ...(ownIssuer ? [{ azure_auth: ['user_impersonation'] }] : []),
  { bearer: [] },
]
