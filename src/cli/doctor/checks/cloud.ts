import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../../../config/readVariables.ts'
import { commandLine } from '../../commandLine.ts'
import { settingsCommand } from '../../settingsCommand.ts'
import { azFolder, hasAz, optionIn } from '../azConfiguration.ts'
import { checkOfSignIn } from '../check.ts'
import { ok, skipped, wrong } from '../finding.ts'
import { isSameServer } from '../isSameServer.ts'

/** Whether the cloud that az is in is the server. */
export const cloud = checkOfSignIn({
  about: 'cloud',
  look: async ({ env, url, folder }) => {
    if (!hasAz(env)) return [skipped('az is not on the PATH')]
    const setup = `"${commandLine('setup', 'azure-cli', '--data', folder)}"`
    const name = await activeCloud(env)
    const registered = await registeredAt(env, name)
    if (registered !== undefined) {
      if (isSameServer(registered, url)) return [ok(`az is in the cloud ${name}, at ${registered}`)]
      return [wrong(`az is in the cloud ${name}, at ${registered}, and not at ${url}: run ${setup}`)]
    }
    if (!env.ARM_CLOUD_METADATA_URL) {
      return [wrong(`az is in Azure's own cloud: run ${setup}, or ${settingsCommand(folder)}`)]
    }
    const file = join(azFolder(env), 'cloudEndpoints.json')
    const remembered = await rememberedIn(file)
    if (remembered === undefined || remembered.some((one) => isSameServer(one, url))) {
      return [ok('az asks ARM_CLOUD_METADATA_URL for its cloud')]
    }
    return [wrong(`az remembers an earlier answer of ARM_CLOUD_METADATA_URL, ${remembered.join()}: remove ${file}`)]
  },
})

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
