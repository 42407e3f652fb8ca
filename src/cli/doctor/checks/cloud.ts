import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../../../config/readVariables.ts'
import { commandLine } from '../../commandLine.ts'
import { azFolder, hasAz, optionIn } from '../azConfiguration.ts'
import { checkAgainstServer, checkOfSignIn } from '../check.ts'
import { ok, skipped, wrong } from '../finding.ts'
import { hasFolder } from '../hasFolder.ts'
import { isSameServer } from '../isSameServer.ts'
import { settingsRemedy } from '../settingsRemedy.ts'
import type { Situation } from '../situation.ts'

/** Whether the cloud that az is in is the server. */
export const cloud = checkOfSignIn(
  checkAgainstServer({
    about: 'cloud',
    look: async (situation) => {
      const { env, url } = situation
      if (!hasAz(env)) return [skipped('az is not on the PATH')]
      const name = await activeCloud(env)
      const registered = await registeredAt(env, name)
      if (registered !== undefined) {
        if (isSameServer(registered, url)) return [ok(`az is in the cloud ${name}, at ${registered}`)]
        return [wrong(`az is in the cloud ${name}, at ${registered}, and not at ${url}: run ${setup(situation)}`)]
      }
      if (!env.ARM_CLOUD_METADATA_URL) {
        return [
          wrong(
            `az is in Azure's own cloud: run ${setup(situation)}, or set this environment up with ${settingsRemedy(situation)}`,
          ),
        ]
      }
      const file = join(azFolder(env), 'cloudEndpoints.json')
      const remembered = await rememberedIn(file)
      if (remembered === undefined || remembered.some((one) => isSameServer(one, url))) {
        return [ok('az asks ARM_CLOUD_METADATA_URL for its cloud')]
      }
      return [wrong(`az remembers an earlier answer of ARM_CLOUD_METADATA_URL, ${remembered.join()}: remove ${file}`)]
    },
  }),
)

/** `lazulite setup` reads the folder of the server. */
const setup = (situation: Situation): string =>
  hasFolder(situation)
    ? `"${commandLine('setup', 'azure-cli', '--data', situation.folder)}"`
    : `"az cloud register --name Lazulite --endpoint-resource-manager ${situation.url}" and "az cloud set --name Lazulite"`

const activeCloud = async (env: Environment): Promise<string> =>
  env.AZURE_CLOUD_NAME ??
  (await optionIn({ file: join(azFolder(env), 'config'), section: 'cloud', option: 'name' })) ??
  'AzureCloud'

const registeredAt = (env: Environment, name: string): Promise<string | undefined> =>
  optionIn({ file: join(azFolder(env), 'clouds.config'), section: name, option: 'endpoint_resource_manager' })

/** The addresses in what az keeps of the answer that it once got; undefined where it keeps none. */
const rememberedIn = async (file: string): Promise<readonly string[] | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  const found = [...text.matchAll(/"resource_manager": *"([^"]+)"/g)].map(([, address = '']) => address)
  return found.length > 0 ? found : undefined
}
