import type { Environment } from '../../config/readVariables.ts'
import type { ReadyLine } from '../../ready.ts'
import { az } from './az.ts'

/** The name that az knows the server by, the same as in the server's own metadata. */
const cloud = 'Lazulite'

interface SignIn {
  readonly ready: ReadyLine
  readonly clientId: string
  readonly secret: string
  /** What az sees; names its configuration folder. */
  readonly env: Environment
}

/**
 * Makes az know a server, and signs it in there.
 *
 * @throws StartError in the words of az when it refuses.
 */
export const signIn = async ({ ready, clientId, secret, env }: SignIn): Promise<void> => {
  // With it, az takes the cloud for a known one, and a known one cannot be registered.
  const own = { ...env, ARM_CLOUD_METADATA_URL: undefined }
  await az(['cloud', 'register', '--name', cloud, '--endpoint-resource-manager', ready.url], own)
  await az(['cloud', 'set', '--name', cloud], own)
  await az(['config', 'set', 'core.instance_discovery=false', 'core.collect_telemetry=false'], own)
  const account = ['--username', clientId, '--password', '@-', '--tenant', ready.tenantId]
  await az(['login', '--service-principal', ...account, '--allow-no-subscriptions', '--output', 'none'], own, secret)
  await selectSubscription(ready, own)
}

/** That of the settings, where the application may see it; else the one that az has chosen. */
const selectSubscription = async ({ subscriptionId }: ReadyLine, env: Environment): Promise<void> => {
  const seen = await az(['account', 'list', '--query', '[].id', '--output', 'tsv'], env)
  if (subscriptionId === undefined || !seen.split(/\s+/).includes(subscriptionId)) return
  await az(['account', 'set', '--subscription', subscriptionId], env)
}
