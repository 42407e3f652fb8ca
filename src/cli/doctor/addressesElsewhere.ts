import { forResourceManager, forSignIn, hostName, overHttp } from './addressVariables.ts'
import { type Finding, orElse } from './finding.ts'
import { isSameServer } from './isSameServer.ts'
import { ownAddresses } from './ownAddresses.ts'
import type { Situation } from './situation.ts'

/** Whether the addresses in the environment do for a server at which nobody signs in: where else one does is not known. */
export const addressesElsewhere = (situation: Situation): readonly Finding[] => {
  const { env, url } = situation
  const own = ownAddresses(situation)
  const resourceManager = env[forResourceManager]
  const faults = [
    ...(resourceManager && !isSameServer(resourceManager, url)
      ? [`${forResourceManager} is ${resourceManager}, which is not the server at ${url}: set it to ${url}`]
      : []),
    ...[...forSignIn, hostName, ...overHttp]
      .filter((name) => own.some((address) => isSameServer(addressIn(env[name]), address)))
      .map((name) => `${name} is ${env[name]}, where nobody signs in: set it to the place of the issuer, or unset it`),
  ]
  return orElse(faults, `none of this environment sends anybody to ${url} to sign in`)
}

const addressIn = (text = ''): string => (text.includes('://') ? text : `https://${text}`)
