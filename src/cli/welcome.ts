import type { ReadyLine } from '../ready.ts'
import { builtInWorld } from '../world/builtInWorld.ts'
import { commandLine } from './commandLine.ts'
import { quoteForBash } from './quoting.ts'
import { settingsCommand } from './settingsCommand.ts'

const sampleKey =
  '/subscriptions/12345678-1234-1234-1234-12345678abc/resourceGroups/exampleResourceGroup/providers/Microsoft.DataFactory' +
  '/factories/exampleFactoryName/integrationRuntimes/exampleIntegrationRuntime/regenerateAuthKey?api-version=2018-06-01'

/** What a person is told who has just started a server: where it is, and what to type next. */
export const welcome = (ready: ReadyLine, folder: string): string => `Lazulite is ready.

${places(ready)}
Settings for ${ready.ownIssuer === false ? 'clients' : 'az, Terraform and the SDKs'}, in another terminal, in this folder:

  ${settingsCommand(folder)}
${sampleRotation(ready)}
What keeps a client away, with those settings: ${commandLine('doctor', '--data', folder)}

Ctrl+C stops it.
`

const places = (ready: ReadyLine): string => {
  const { url, httpUrl, caFile, ownIssuer } = ready
  return [
    [ownIssuer === false ? 'Resource Manager' : 'Resource Manager and sign-in', url],
    ['the same in plain http', httpUrl],
    ...(ownIssuer === false ? [['sign-in', 'at the issuers of --issuers alone']] : []),
    ['certificate authority', caFile],
    ['API reference, in a browser', `${httpUrl}/docs`],
    ...(isBuiltIn(ready) ? administrators.map((name) => ['sign in there as', name]) : []),
  ]
    .map(([what = '', where]) => `  ${what.padEnd(28)}   ${where}\n`)
    .join('')
}

const administrators = builtInWorld.tenants.flatMap(({ users = [] }) =>
  users.map(({ userPrincipalName }) => userPrincipalName),
)

/** Whether what everybody knows signs somebody in. */
const isBuiltIn = ({ clientSecret, ownIssuer }: ReadyLine): boolean => clientSecret !== undefined && ownIssuer !== false

/** Only the built-in world has the sample, and a secret that may be shown. */
const sampleRotation = (ready: ReadyLine): string => {
  if (!isBuiltIn(ready)) return ''
  const { url, caFile, tenantId, clientId, clientSecret } = ready
  return `
A first rotation, that of Microsoft's own sample:

  token=$(curl -s --cacert ${quoteForBash(caFile)} ${url}/${tenantId}/oauth2/v2.0/token \\
    -d grant_type=client_credentials -d client_id=${clientId} -d client_secret=${clientSecret} \\
    -d scope=https://management.azure.com/.default | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl --cacert ${quoteForBash(caFile)} -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \\
    -d '{"keyName":"authKey2"}' \\
    '${url}${sampleKey}'
`
}
