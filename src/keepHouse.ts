import type { Logger } from 'pino'
import { certificatesFor } from './certificatesFor.ts'
import type { Config } from './config/settings.ts'
import { forgetOldRecords } from './core/audit/forgetOldRecords.ts'
import type { Effects } from './core/effects.ts'
import type { Store } from './core/store.ts'
import { everyDay } from './everyDay.ts'
import type { Listener } from './http/listen.ts'

interface House {
  readonly config: Config
  readonly folder: string
  readonly store: Store
  readonly effects: Pick<Effects, 'newId' | 'now'>
  /** Signs what stands in place of old audit records: of Ed25519, in PEM. */
  readonly auditKey: string
  readonly https: Pick<Listener, 'renew'>
  readonly log: Logger
}

/**
 * Does what time asks for, once a day: certificates are renewed, and the audit forgets what is older than it is to keep,
 * for the first time at once, while requests are served. What fails is logged, and tried again the next day.
 *
 * @returns how to stop; when it has answered, nothing of this runs any more.
 */
export const keepHouse = (house: House): (() => Promise<void>) => {
  const { config, folder, https, log } = house
  // Those made here are renewed in time, and a user's may have been replaced.
  const renew = async (): Promise<void> => https.renew(await certificatesFor(config, folder))
  const stopRenewing = everyDay({ name: 'the renewal of the certificate', log }, renew)
  const stopForgetting = keepForgetting(house)
  return async () => {
    stopRenewing()
    await stopForgetting()
  }
}

const keepForgetting = ({ config, store, effects, auditKey, log }: House): (() => Promise<void>) => {
  const { auditRetentionDays: days } = config
  if (days === undefined) return async () => {}
  const name = 'the forgetting of old audit records'
  const ending = new AbortController()
  const { signal } = ending
  let running: Promise<void> = Promise.resolve()
  const forget = (): Promise<void> => {
    running = forgetOldRecords(store, { days, effects, privateKey: auditKey, signal }).catch((err: unknown) =>
      log.error({ err }, `${name} failed`),
    )
    return running
  }
  void forget()
  const stop = everyDay({ name, log }, forget)
  return () => {
    stop()
    ending.abort()
    return running
  }
}
