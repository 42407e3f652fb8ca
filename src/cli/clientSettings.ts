import { type ReadyLine, wellKnownSecretOf } from '../ready.ts'

/** Environment variables by name; undefined is one that the person must know. */
export type ClientSettings = Readonly<Record<string, string | undefined>>

/** What makes Azure's own clients talk to a server, in the order to print it. */
export const clientSettings = ({ url, caFile, tenantId, clientId, subscriptionId }: ReadyLine): ClientSettings => {
  const clientSecret = clientId === undefined ? undefined : wellKnownSecretOf(clientId)
  return {
    // Azure Identity in every language, and what is built on it.
    AZURE_AUTHORITY_HOST: url,
    AZURE_TENANT_ID: tenantId,
    AZURE_SUBSCRIPTION_ID: subscriptionId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
    // az asks Microsoft's own host about every authority that it does not know, unless it is told not to.
    AZURE_CORE_INSTANCE_DISCOVERY: 'false',
    ARM_CLOUD_METADATA_URL: `${url}/metadata/endpoints?api-version=2019-05-01`,
    // Terraform.
    ARM_METADATA_HOSTNAME: new URL(url).host,
    ARM_TENANT_ID: tenantId,
    ARM_SUBSCRIPTION_ID: subscriptionId,
    ARM_CLIENT_ID: clientId,
    ARM_CLIENT_SECRET: clientSecret,
    // Node; Python's requests, and so az; OpenSSL, Go and Python itself.
    NODE_EXTRA_CA_CERTS: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
  }
}
