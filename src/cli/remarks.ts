import { join } from 'node:path'
import type { ReadyLine } from '../ready.ts'
import { wellKnownSecretOf } from '../world/wellKnownSecretOf.ts'

/**
 * What a person must know beside the variables: what they do to other programs, and what needs more than they can do. Still
 * to be told how the shell quotes that it is typed in.
 */
export const remarksOn =
  (ready: ReadyLine, folder: string) =>
  (quote: (text: string) => string): readonly string[] => [
    ...(ready.ownIssuer === false ? onSignInElsewhere : onSignInHere(ready)),
    ...onTrust,
    ...onJava(ready.caFile, join(folder, 'ca.p12'), quote),
  ]

const onSignInHere = ({ url, clientId }: ReadyLine): readonly string[] => [
  ...(clientId === undefined || wellKnownSecretOf(clientId) !== undefined ? [] : [onApplication(clientId)]),
  'az keeps its settings in AZURE_CONFIG_DIR, and looks for extensions there unless AZURE_EXTENSION_DIR is set.',
  'Azure Identity, in code: instance discovery is switched off by an option of the credential; no variable does it.',
  'PowerShell, once: Update-AzConfig -DisableInstanceDiscovery $true',
  `PowerShell where Get-AzEnvironment does not list it: Add-AzEnvironment -Name Lazulite -ARMEndpoint ${url}`,
]

const onApplication = (clientId: string): string =>
  `The first application is ${clientId}. Set its id together with its secret: alone, clients take it for that of a managed identity.`

const onSignInElsewhere: readonly string[] = [
  'Nobody signs in at this server: people and programs sign in at the issuers of --issuers, for an audience that stands there.',
  'az, PowerShell and azurerm ask Resource Manager where to sign in, and are sent to this server: tell them the other place.',
  'AZURE_TENANT_ID and ARM_TENANT_ID are the tenant of this server: an issuer may want another for its sign-in.',
  'Clients that are to trust the issuer as well as this server need a file that has both their authorities.',
]

const onTrust: readonly string[] = [
  'REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE and SSL_CERT_FILE take the place of the authorities that clients know: other https may fail.',
  'Node.js reads NODE_EXTRA_CA_CERTS as it starts: from its environment, and not from an --env-file.',
]

const onJava = (caFile: string, trustStore: string, quote: (text: string) => string): readonly string[] => [
  `Java, once: keytool -importcert -noprompt -alias lazulite -file ${quote(caFile)} -keystore ${quote(trustStore)} -storepass changeit`,
  // Quoted as a whole: PowerShell takes what stands behind the first dot for another argument.
  `Java, always: ${quote(`-Djavax.net.ssl.trustStore=${trustStore}`)} ${quote('-Djavax.net.ssl.trustStorePassword=changeit')}`,
]
