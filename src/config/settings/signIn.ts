import { Type } from 'typebox'
import { path } from './kinds.ts'

/** Who may sign in, and for how long. */
export const signIn = {
  tokenLifetimeSeconds: Type.Integer({
    default: 3599,
    minimum: 1,
    maximum: 86_400,
    placeholder: 'SECONDS',
    description: 'How many seconds an access token is good for.',
  }),
  refreshTokenDays: Type.Integer({
    default: 90,
    minimum: 1,
    maximum: 365,
    placeholder: 'DAYS',
    description: 'How many days a refresh token is good for, whether or not it was used.',
  }),
  strictRefreshTokens: Type.Boolean({
    default: false,
    description:
      'Take a refresh token once: a second time it is refused, and so is all that came of the same sign-in. ' +
      'Entra ID does not, and az in several processes counts on that.',
  }),
  issuers: Type.Optional(
    path('file', {
      description: 'YAML file of other issuers, such as Entra ID itself, whose access tokens are taken, too.',
    }),
  ),
  ownIssuer: Type.Boolean({
    default: true,
    description: 'Sign people and programs in here; false leaves that to the issuers of --issuers.',
  }),
  managedIdentity: Type.Optional(
    Type.Boolean({
      description:
        'Give a managed identity to programs on this machine that ask on plain http; ' +
        'true unless there is a --public-url, since a proxy beside the server looks like such a program.',
    }),
  ),
}
