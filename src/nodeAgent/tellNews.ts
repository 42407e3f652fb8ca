import type { AgentParts } from './agentParts.ts'
import type { HeartbeatReply } from './nodeServer.ts'

/** Logs what the server says otherwise than it did the last time; undefined for the first. */
export const tellNews = (log: AgentParts['log'], last: HeartbeatReply | undefined, reply: HeartbeatReply): void => {
  const { name, generation, isCurrent, supersededTime } = reply.authKey
  const key = { authKey: { name, generation } }
  const hasOther = last && (last.authKey.name !== name || last.authKey.generation !== generation)
  if (hasOther) log.info(key, 'rekeyed')
  if (!isCurrent && (hasOther || last?.authKey.isCurrent !== false)) {
    log.warn(
      { ...key, supersededTime },
      'the key that this node has was regenerated; it keeps working, and should be rekeyed',
    )
  }
  const { concurrentJobsLimit, credentialsVersion, upgrade } = reply
  if (last && last.concurrentJobsLimit !== concurrentJobsLimit)
    log.info({ concurrentJobsLimit }, 'may run that many jobs')
  if (last && last.credentialsVersion !== credentialsVersion) log.info('asked to sync credentials, and has none')
  if (upgrade && upgrade.askedTime !== last?.upgrade?.askedTime) {
    log.warn({ version: upgrade.version }, 'asked to upgrade, and cannot replace its own software')
  }
}
