import type { Environment } from '../../../config/readVariables.ts'
import { ask } from '../ask.ts'
import { checkOfServer, checkOfSignIn } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import { isSameServer } from '../isSameServer.ts'
import type { Server } from '../server.ts'

interface Family {
  /** What its variables begin with. */
  readonly name: string
  /** Where its clients sign in, by what the environment says. */
  readonly authorities: (env: Environment) => readonly (string | undefined)[]
  /** Ways to sign in without a secret. */
  readonly otherWays: readonly string[]
}

const families: readonly Family[] = [
  {
    name: 'AZURE',
    authorities: (env) => [env.AZURE_AUTHORITY_HOST],
    otherWays: ['AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'],
  },
  {
    name: 'ARM',
    authorities: (env) => [env.ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST, `https://${env.ARM_METADATA_HOSTNAME}`],
    otherWays: ['ARM_CLIENT_CERTIFICATE_PATH', 'ARM_CLIENT_CERTIFICATE', 'ARM_OIDC_TOKEN', 'ARM_OIDC_TOKEN_FILE_PATH'],
  },
]

/** Whether the server knows the tenant and the application of the environment, and the secret is right: signs in. */
export const credentials = checkOfSignIn(
  checkOfServer('credentials', (server, { env }) =>
    Promise.all(families.map((family) => lookAt(family, { server, env }))),
  ),
)

const lookAt = async (
  { name, authorities, otherWays }: Family,
  { server, env }: { readonly server: Server; readonly env: Environment },
): Promise<Finding> => {
  const [tenant, client, secret] = [`${name}_TENANT_ID`, `${name}_CLIENT_ID`, `${name}_CLIENT_SECRET`]
  if (!env[client]) return skipped(`${client} is not set`)
  // What is meant for another server is nobody else's to see.
  if (!authorities(env).some((authority) => authority && isSameServer(authority, server.url))) {
    return skipped(`those of ${name}_… are for another server`)
  }
  // It may be meant for the id of a managed identity, which has neither.
  if (![secret, ...otherWays].some((way) => env[way])) return skipped(`${client} is set without ${secret}`)
  if (!env[tenant]) return wrong(`${client} is set without ${tenant}: set that to the tenant`)
  if (!env[secret]) return skipped(`those of ${name}_… have no secret`)
  return trial(server, { name, tenantId: env[tenant], clientId: env[client], secret: env[secret] })
}

interface Credentials {
  /** That of the family. */
  readonly name: string
  readonly tenantId: string
  readonly clientId: string
  readonly secret: string
}

const trial = async ({ url, ca }: Server, { name, tenantId, clientId, secret }: Credentials): Promise<Finding> => {
  const address = `${url}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`
  const scope = 'https://management.azure.com/.default'
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope }
  const reply = await ask({ url: address, ca, form }).catch(() => undefined)
  if (!reply) return wrong(`the sign-in with ${name}_… gets no answer from ${url}: try again`)
  if (reply.status === 200) return ok(`the application ${clientId} of ${name}_… signs in`)
  // Behind the first line come ids of this very request.
  const [why = ''] = String(reply.body.error_description ?? `status ${reply.status}.`).split(/\r?\n| Trace ID:/)
  return wrong(
    `the sign-in with ${name}_… is refused: ${why} Set ${name}_TENANT_ID, _CLIENT_ID and _CLIENT_SECRET to what the server knows`,
  )
}
