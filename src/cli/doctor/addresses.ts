import type { Environment } from '../../config/readVariables.ts'
import { hasAddress, hostName, isForAzAlone, overHttp, overHttps } from './addressVariables.ts'
import type { Check } from './check.ts'
import { orElse, skipped, wrong } from './finding.ts'
import { isSameServer } from './isSameServer.ts'
import { settingsCommand } from './settingsCommand.ts'
import type { Situation } from './situation.ts'

const audience = 'ARM_RESOURCE_MANAGER_AUDIENCE'

/** Whether the addresses in the environment are the server's. */
export const addresses: Check = {
  about: 'addresses',
  look: async (situation) => {
    const { env, url, folder, ready } = situation
    if (isForAzAlone(env)) return [skipped('none is set, and az has its own configuration')]
    if (!hasAddress(env)) {
      return [wrong(`nothing in this environment points to ${url}: ${settingsCommand(folder)}`)]
    }
    const httpUrl = ready instanceof Error ? undefined : ready.httpUrl
    const faults = [
      ...overHttps.flatMap((name) => faultIn({ name, env, url })),
      ...(httpUrl === undefined ? [] : overHttp.flatMap((name) => faultIn({ name, env, url: httpUrl }))),
      ...hostFault(env, url),
      ...audienceFault(situation),
    ]
    return orElse(faults, `those of this environment point to ${url}`)
  },
}

interface Address {
  readonly name: string
  readonly env: Environment
  /** Where it must point to. */
  readonly url: string
}

const faultIn = ({ name, env, url }: Address): readonly string[] => {
  const text = env[name]
  if (!text || isSameServer(text, url)) return []
  if (URL.parse(text)?.protocol === 'http:' && url.startsWith('https:')) {
    return [`${name} is ${text}, and clients send no token over plain http: set it to ${url}`]
  }
  return [`${name} is ${text}, which is not the server at ${url}: set it anew, best with "lazulite env"`]
}

const hostFault = (env: Environment, url: string): readonly string[] => {
  const text = env[hostName]
  const { host } = new URL(url)
  if (!text || isSameServer(`https://${text}`, url)) return []
  return [`${hostName} is ${text}, which must be the server's host and port without https://: set it to ${host}`]
}

const audienceFault = ({ env, url, server }: Situation): readonly string[] => {
  const text = env[audience]
  if (!text || 'fault' in server || isSameServer(text, url)) return []
  if (server.audiences.some((one) => withoutSlash(one) === withoutSlash(text))) return []
  return [`${audience} is ${text}, which the server takes no tokens for: set it to ${url}`]
}

const withoutSlash = (text: string): string => text.replace(/\/$/, '')
