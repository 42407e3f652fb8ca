import { isLoopback } from '../core/isLoopback.ts'
import type { ReadyLine } from '../ready.ts'
import { wellKnownSecretOf } from '../world/wellKnownSecretOf.ts'
import { azFolderIn } from './azFolderIn.ts'
import { remarksOn } from './remarks.ts'

/** Environment variables by name; undefined is one that the person must know. */
export type Variables = Readonly<Record<string, string | undefined>>

/** What makes Azure's own clients talk to a server, in the order to print it. */
export interface ClientSettings {
  readonly certain: Variables
  /** Right only where clients meet the server itself, and no proxy that shows them a certificate of its own. */
  readonly uncertain: Variables
  /** What no variable can do, for the person, with what is to be typed as the person's shell reads it. */
  readonly remarks: (quote: (text: string) => string) => readonly string[]
}

/** @param folder the server's data folder, as an absolute path. */
export const clientSettings = (ready: ReadyLine, folder: string): ClientSettings => {
  const { url, caFile } = ready
  const certain = ready.ownIssuer === false ? whereOneSignsInElsewhere(ready) : whereOneSignsInHere(ready, folder)
  const trust = {
    // Node; Python's requests, and so az; curl; OpenSSL, Go, .NET and Python itself.
    NODE_EXTRA_CA_CERTS: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    CURL_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
  }
  const remarks = remarksOn(ready, folder)
  // No proxy is known by a name that means this very machine.
  return isLoopback(new URL(url).hostname)
    ? { certain: { ...certain, ...trust }, uncertain: {}, remarks }
    : { certain, uncertain: trust, remarks }
}

const whereOneSignsInHere = (ready: ReadyLine, folder: string): Variables => {
  const { url, httpUrl, managedIdentity } = ready
  return {
    ...forIdentity(ready),
    ...forAz(url, folder),
    ...forTerraform(ready),
    // It is given to callers from this machine alone.
    ...(managedIdentity !== false && isLoopback(new URL(httpUrl).hostname) && forManagedIdentity(httpUrl)),
  }
}

/** No address from which a client would go on to a sign-in that is not there, such as that of the metadata. */
const whereOneSignsInElsewhere = ({ url, tenantId, subscriptionId }: ReadyLine): Variables => ({
  AZURE_TENANT_ID: tenantId,
  AZURE_SUBSCRIPTION_ID: subscriptionId,
  ARM_RESOURCE_MANAGER_ENDPOINT: url,
  ARM_TENANT_ID: tenantId,
  ARM_SUBSCRIPTION_ID: subscriptionId,
})

/** Azure Identity in every language, and what is built on it. */
const forIdentity = ({ url, tenantId, subscriptionId, clientId }: ReadyLine): Variables => ({
  AZURE_AUTHORITY_HOST: url,
  AZURE_TENANT_ID: tenantId,
  AZURE_SUBSCRIPTION_ID: subscriptionId,
  ...application('AZURE', clientId),
})

/** Both or none: clients take an id without a secret for that of a managed identity. */
const application = (family: string, clientId: string | undefined): Variables => {
  const secret = wellKnownSecretOf(clientId)
  return { [`${family}_CLIENT_ID`]: secret === undefined ? undefined : clientId, [`${family}_CLIENT_SECRET`]: secret }
}

/** The cloud's address is read by PowerShell, too. */
const forAz = (url: string, folder: string): Variables => ({
  // az keeps the cloud and the accounts that it is in here, and leaves the person's own alone.
  AZURE_CONFIG_DIR: azFolderIn(folder),
  // az asks Microsoft's own host about every authority that it does not know, unless it is told not to.
  AZURE_CORE_INSTANCE_DISCOVERY: 'false',
  // It would tell Microsoft of calls that Azure has never seen.
  AZURE_CORE_COLLECT_TELEMETRY: 'false',
  ARM_CLOUD_METADATA_URL: `${url}/metadata/endpoints?api-version=2019-05-01`,
})

/** The providers azurerm and azuread find all by one name; azapi and Pulumi must be told each address. */
const forTerraform = ({ url, tenantId, subscriptionId, clientId }: ReadyLine): Variables => ({
  ARM_METADATA_HOSTNAME: new URL(url).host,
  ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: url,
  ARM_RESOURCE_MANAGER_ENDPOINT: url,
  ARM_RESOURCE_MANAGER_AUDIENCE: url,
  ARM_DISABLE_INSTANCE_DISCOVERY: 'true',
  ARM_TENANT_ID: tenantId,
  ARM_SUBSCRIPTION_ID: subscriptionId,
  ...application('ARM', clientId),
})

const forManagedIdentity = (httpUrl: string): Variables => ({
  // As a virtual machine has it. Go looks at a fixed address alone, whatever the variable says.
  AZURE_POD_IDENTITY_AUTHORITY_HOST: httpUrl,
  ARM_MSI_ENDPOINT: `${httpUrl}/metadata/identity/oauth2/token`,
  // As App Service has it, which every language prefers. The header keeps out only who cannot set one: any text will do.
  IDENTITY_ENDPOINT: `${httpUrl}/msi/token`,
  IDENTITY_HEADER: 'lazulite',
})
