import { join } from 'node:path'
import type { ReadyLine } from '../ready.ts'

/** What a person must know beside the variables: what they do to other programs, and what needs more than they can do. */
export const remarksOn = ({ url, caFile, ownIssuer }: ReadyLine, folder: string): readonly string[] => [
  ...(ownIssuer === false ? onSignInElsewhere : onSignInHere(url)),
  ...onTrust(caFile, join(folder, 'ca.p12')),
]

const onSignInHere = (url: string): readonly string[] => [
  'az keeps its settings in AZURE_CONFIG_DIR, and looks for extensions there unless AZURE_EXTENSION_DIR is set.',
  'Azure Identity, in code: instance discovery is switched off by an option of the credential; no variable does it.',
  'PowerShell, once: Update-AzConfig -DisableInstanceDiscovery $true',
  `PowerShell where Get-AzEnvironment does not list it: Add-AzEnvironment -Name Lazulite -ARMEndpoint ${url}`,
]

const onSignInElsewhere: readonly string[] = [
  'Nobody signs in at this server: people and programs sign in at the issuers of --issuers, for an audience that stands there.',
  'az, PowerShell and azurerm ask Resource Manager where to sign in, and are sent to this server: tell them the other place.',
  'AZURE_TENANT_ID and ARM_TENANT_ID are the tenant of this server: an issuer may want another for its sign-in.',
  'Clients that are to trust the issuer as well as this server need a file that has both their authorities.',
]

const onTrust = (caFile: string, trustStore: string): readonly string[] => [
  'REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE and SSL_CERT_FILE make clients trust this server, and no other authority.',
  'Node.js reads NODE_EXTRA_CA_CERTS as it starts: from its environment, and not from an --env-file.',
  `Java, once: keytool -importcert -noprompt -alias lazulite -file "${caFile}" -keystore "${trustStore}" -storepass changeit`,
  `Java, always: -Djavax.net.ssl.trustStore="${trustStore}" -Djavax.net.ssl.trustStorePassword=changeit`,
]
