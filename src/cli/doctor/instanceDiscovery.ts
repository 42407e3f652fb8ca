import { join } from 'node:path'
import { azFolder, hasAz, optionIn } from './azConfiguration.ts'
import type { Check } from './check.ts'
import { ok, skipped, wrong } from './finding.ts'

const variable = 'AZURE_CORE_INSTANCE_DISCOVERY'

/** Whether az would ask Microsoft's own host about the server, which it does not know. */
export const instanceDiscovery: Check = {
  about: 'discovery',
  look: async ({ env, url }) => {
    if (!hasAz(env)) return [skipped('az is not on the PATH')]
    const file = join(azFolder(env), 'config')
    // The variable wins, and on is what az does when nobody says otherwise.
    const value = env[variable] ?? (await optionIn({ file, section: 'core', option: 'instance_discovery' })) ?? 'true'
    if (/^(0|no|false|off)$/i.test(value)) return [ok('az does not ask about authorities that it does not know')]
    return [
      wrong(
        `instance discovery is on in az, which then asks login.microsoftonline.com about ${url}: set ${variable} to false`,
      ),
    ]
  },
}
