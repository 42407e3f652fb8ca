import type { ReadyLine } from '../ready.ts'
import { quoteForBash } from './quoting.ts'

const sampleKey =
  '/subscriptions/12345678-1234-1234-1234-12345678abc/resourceGroups/exampleResourceGroup/providers/Microsoft.DataFactory' +
  '/factories/exampleFactoryName/integrationRuntimes/exampleIntegrationRuntime/regenerateAuthKey?api-version=2018-06-01'

/** What a person is told who has just started a server: where it is, and what to type next. */
export const welcome = (ready: ReadyLine, folder: string): string => `Lazulite is ready.

  Resource Manager and sign-in   ${ready.url}
  the same in plain http         ${ready.httpUrl}
  certificate authority          ${ready.caFile}

Settings for az, Terraform and the SDKs, in another terminal, in this folder:

  eval "$(npx lazulite env --data ${quoteForBash(folder)})"
${sampleRotation(ready)}
Ctrl+C stops it.
`

/** Only the built-in world has the sample, and a secret that may be shown. */
const sampleRotation = ({ url, caFile, tenantId, clientId, clientSecret }: ReadyLine): string =>
  clientSecret === undefined
    ? ''
    : `
A first rotation, that of Microsoft's own sample:

  token=$(curl -s --cacert ${quoteForBash(caFile)} ${url}/${tenantId}/oauth2/v2.0/token \\
    -d grant_type=client_credentials -d client_id=${clientId} -d client_secret=${clientSecret} \\
    -d scope=https://management.azure.com/.default | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl --cacert ${quoteForBash(caFile)} -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \\
    -d '{"keyName":"authKey2"}' \\
    '${url}${sampleKey}'
`
