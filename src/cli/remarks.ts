import { join } from 'node:path'
import type { ReadyLine } from '../ready.ts'

/** What a person must know beside the variables: what they do to other programs, and what needs more than they can do. */
export const remarksOn = ({ url, caFile }: ReadyLine, folder: string): readonly string[] => {
  const trustStore = join(folder, 'ca.p12')
  return [
    'az keeps its settings in AZURE_CONFIG_DIR, and looks for extensions there unless AZURE_EXTENSION_DIR is set.',
    'REQUESTS_CA_BUNDLE and SSL_CERT_FILE make clients trust this server, and no other authority.',
    'Node.js reads NODE_EXTRA_CA_CERTS as it starts: from its environment, and not from an --env-file.',
    'Azure Identity, in code: instance discovery is switched off by an option of the credential; no variable does it.',
    'PowerShell, once: Update-AzConfig -DisableInstanceDiscovery $true',
    `PowerShell where Get-AzEnvironment does not list it: Add-AzEnvironment -Name Lazulite -ARMEndpoint ${url}`,
    `Java, once: keytool -importcert -noprompt -alias lazulite -file "${caFile}" -keystore "${trustStore}" -storepass changeit`,
    `Java, always: -Djavax.net.ssl.trustStore="${trustStore}" -Djavax.net.ssl.trustStorePassword=changeit`,
  ]
}
