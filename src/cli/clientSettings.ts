import { join } from 'node:path'
import { isLoopback } from '../config/isLoopback.ts'
import type { ReadyLine } from '../ready.ts'
import { wellKnownSecretOf } from '../world/wellKnownSecretOf.ts'

/** Environment variables by name; undefined is one that the person must know. */
export type Variables = Readonly<Record<string, string | undefined>>

/** What makes Azure's own clients talk to a server, in the order to print it. */
export interface ClientSettings {
  readonly certain: Variables
  /** Right only where clients meet the server itself, and no proxy that shows them a certificate of its own. */
  readonly uncertain: Variables
}

/** @param folder the server's data folder, as an absolute path. */
export const clientSettings = (ready: ReadyLine, folder: string): ClientSettings => {
  const { url, caFile, tenantId, clientId, subscriptionId } = ready
  const clientSecret = wellKnownSecretOf(clientId)
  const certain = {
    // Azure Identity in every language, and what is built on it.
    AZURE_AUTHORITY_HOST: url,
    AZURE_TENANT_ID: tenantId,
    AZURE_SUBSCRIPTION_ID: subscriptionId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
    // az keeps the cloud and the accounts that it is in here, and leaves the person's own alone.
    AZURE_CONFIG_DIR: join(folder, 'az'),
    // az asks Microsoft's own host about every authority that it does not know, unless it is told not to.
    AZURE_CORE_INSTANCE_DISCOVERY: 'false',
    ARM_CLOUD_METADATA_URL: `${url}/metadata/endpoints?api-version=2019-05-01`,
    // Terraform.
    ARM_METADATA_HOSTNAME: new URL(url).host,
    ARM_TENANT_ID: tenantId,
    ARM_SUBSCRIPTION_ID: subscriptionId,
    ARM_CLIENT_ID: clientId,
    ARM_CLIENT_SECRET: clientSecret,
  }
  const trust = {
    // Node; Python's requests, and so az; OpenSSL, Go and Python itself.
    NODE_EXTRA_CA_CERTS: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
  }
  // No proxy is known by a name that means this very machine.
  return isLoopback(new URL(url).hostname)
    ? { certain: { ...certain, ...trust }, uncertain: {} }
    : { certain, uncertain: trust }
}
