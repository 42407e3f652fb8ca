import { join } from 'node:path'
import { azFolder, hasAz, optionIn } from '../azConfiguration.ts'
import { checkAgainstServer, checkOfSignIn } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import { isSameServer } from '../isSameServer.ts'
import type { Situation } from '../situation.ts'

const forAz = 'AZURE_CORE_INSTANCE_DISCOVERY'
const forTerraform = 'ARM_DISABLE_INSTANCE_DISCOVERY'

/** Whether clients would ask Microsoft's own host about the server, which it does not know. */
export const discovery = checkOfSignIn(
  checkAgainstServer({
    about: 'discovery',
    look: async (situation) => [await lookAtAz(situation), lookAtTerraform(situation)],
  }),
)

const lookAtAz = async ({ env, url }: Situation): Promise<Finding> => {
  if (!hasAz(env)) return skipped('az is not on the PATH')
  const file = join(azFolder(env), 'config')
  // The variable wins, and on is what az does when nobody says otherwise.
  const value = env[forAz] ?? (await optionIn({ file, section: 'core', option: 'instance_discovery' })) ?? 'true'
  if (/^(0|no|false|off)$/i.test(value)) return ok('az does not ask about authorities that it does not know')
  return wrong(
    `instance discovery is on in az, which then asks login.microsoftonline.com about ${url}: set ${forAz} to false`,
  )
}

/** azurerm and azuread never ask, and look up by ARM_METADATA_HOSTNAME where to sign in. */
const lookAtTerraform = ({ env, url }: Situation): Finding => {
  const authority = env.ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST
  if (!authority || !isSameServer(authority, url)) return skipped(`nothing here points azapi and Pulumi to ${url}`)
  // Pulumi takes this very word alone.
  if (env[forTerraform] === 'true') return ok('azapi and Pulumi do not ask about authorities that they do not know')
  return wrong(
    `instance discovery is on in azapi and Pulumi, which then ask login.microsoftonline.com about ${url}: set ${forTerraform} to true`,
  )
}
