import type { Environment } from '../../../config/readVariables.ts'
import { addressesElsewhere } from '../addressesElsewhere.ts'
import { hasAddress, hostName, isForAzAlone, overHttp, overHttps } from '../addressVariables.ts'
import { checkAgainstServer } from '../check.ts'
import { orElse, skipped, wrong } from '../finding.ts'
import { isSameServer } from '../isSameServer.ts'
import { ownAddresses } from '../ownAddresses.ts'
import { settingsRemedy } from '../settingsRemedy.ts'
import { signInIsElsewhere } from '../signInIsElsewhere.ts'
import type { Situation } from '../situation.ts'
import { takesAudience } from '../takesAudience.ts'

const audience = 'ARM_RESOURCE_MANAGER_AUDIENCE'

/** Whether the addresses in the environment are the server's. */
export const addresses = checkAgainstServer({
  about: 'addresses',
  look: async (situation) => {
    const { env, url } = situation
    if (isForAzAlone(env)) return [skipped('none is set, and az has its own configuration')]
    if (signInIsElsewhere(situation.server)) return addressesElsewhere(situation)
    if (!hasAddress(env)) {
      return [wrong(`nothing in this environment points to ${url}: set it up with ${settingsRemedy(situation)}`)]
    }
    const faults = [
      ...overHttps.flatMap((name) => faultIn({ name, situation, own: url })),
      ...identityFaults(situation),
      ...hostFault(env, url),
      ...audienceFault(situation),
    ]
    return orElse(faults, `those of this environment point to ${url}`)
  },
})

interface Address {
  readonly name: string
  readonly situation: Situation
  /** Where it must point to. */
  readonly own: string
}

const faultIn = ({ name, situation, own }: Address): readonly string[] => {
  const text = situation.env[name]
  if (!text || isSameServer(text, own)) return []
  if (URL.parse(text)?.protocol === 'http:' && own.startsWith('https:')) {
    return [`${name} is ${text}, and clients send no token over plain http: set it to ${own}`]
  }
  return [`${name} is ${text}, which is not the server at ${own}: set it anew, best with ${settingsRemedy(situation)}`]
}

const identityFaults = (situation: Situation): readonly string[] => {
  const { env, ready } = situation
  if (ready instanceof Error) return []
  const { httpUrl, managedIdentity } = ready
  if (managedIdentity !== false) return overHttp.flatMap((name) => faultIn({ name, situation, own: httpUrl }))
  return overHttp
    .filter((name) => isSameServer(env[name] ?? '', httpUrl))
    .map(
      (name) =>
        `${name} is ${env[name]}, which gives out no managed identity: start it with --managed-identity, or unset it`,
    )
}

const hostFault = (env: Environment, url: string): readonly string[] => {
  const text = env[hostName]
  const { host } = new URL(url)
  if (!text || isSameServer(`https://${text}`, url)) return []
  return [`${hostName} is ${text}, which must be the server's host and port without https://: set it to ${host}`]
}

const audienceFault = (situation: Situation): readonly string[] => {
  const { env, url, server } = situation
  const text = env[audience]
  if (!text || 'fault' in server || takesAudience(server, text, ownAddresses(situation))) return []
  return [`${audience} is ${text}, which the server takes no tokens for: set it to ${url}`]
}
