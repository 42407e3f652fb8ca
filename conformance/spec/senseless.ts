const needsANode = 'It is about a node that is there and online. Nodes cannot register here yet.'

/** Operations whose examples are not sent, and why. */
export const senseless: Readonly<Record<string, string>> = {
  Factories_GetGitHubAccessToken: 'It needs an application that GitHub knows, and there is none here.',
  IntegrationRuntimes_GetConnectionInfo: needsANode,
  IntegrationRuntimeNodes_Get: needsANode,
  IntegrationRuntimeNodes_GetIpAddress: needsANode,
  IntegrationRuntimeNodes_Update: needsANode,
}
