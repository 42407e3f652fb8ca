import { Type } from 'typebox'
import { Optional } from '../optional.ts'
import { Variants } from '../variants.ts'

const text = Optional(Type.String())

const common = {
  accountName: Type.String(),
  repositoryName: Type.String(),
  collaborationBranch: Type.String(),
  rootFolder: Type.String(),
  lastCommitId: text,
  disablePublish: Optional(Type.Boolean()),
}

/** Where in a key vault the secret of a GitHub application is to be found. */
export const GitHubClientSecret = Type.Object({ byoaSecretAkvUrl: text, byoaSecretName: text })

/** The git repository that a factory's authors work in. */
export const RepoConfiguration = Variants('type', [
  Type.Object({
    type: Type.Literal('FactoryVSTSConfiguration'),
    ...common,
    projectName: Type.String(),
    tenantId: text,
  }),
  Type.Object({
    type: Type.Literal('FactoryGitHubConfiguration'),
    ...common,
    hostName: text,
    clientId: text,
    clientSecret: Optional(GitHubClientSecret),
  }),
])
