import { Type } from 'typebox'
import { CloudError } from '../../core/errors.ts'
import { GitHubClientSecret } from '../../schemas/factory/repoConfiguration.ts'
import { Optional } from '../../schemas/optional.ts'
import { operation } from '../operation.ts'
import { factoryPath } from '../paths.ts'

const TokenBody = Type.Object({
  gitHubAccessCode: Type.String(),
  gitHubClientId: Optional(Type.String()),
  gitHubClientSecret: Optional(GitHubClientSecret),
  gitHubAccessTokenBaseUrl: Type.String(),
})

/**
 * Would exchange an access code of GitHub for a token, which needs the secret of an application that GitHub knows. This
 * server has none: the request is checked as the service's document has it, and then refused.
 *
 * @throws CloudError `BadRequest`.
 */
export const getGitHubAccessToken = operation({
  id: 'Factories_GetGitHubAccessToken',
  method: 'POST',
  path: `${factoryPath}/getGitHubAccessToken`,
  action: 'Microsoft.DataFactory/factories/getGitHubAccessToken/action',
  summary: 'Refuses to exchange an access code of GitHub for a token: there is no GitHub application here.',
  effect: 'read',
  body: TokenBody,
  replies: {},

  handle: async () => {
    throw new CloudError(
      'BadRequest',
      'The access code cannot be exchanged: this server has no GitHub application with whose secret it could be done.',
    )
  },
})
