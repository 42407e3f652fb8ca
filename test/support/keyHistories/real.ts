import { owner, user } from '../known.ts'
import { reopen } from '../openTemporaryStore.ts'
import type { Service } from '../shareService.ts'
import { startService } from '../startService.ts'
import type { Ending } from '../temporaryFolder.ts'
import { rules } from './model.ts'

/** A service whose clock stands still until a history moves it. */
export interface Real {
  azure: Service
  /** Milliseconds since 1970. */
  nowMs: number
  readonly followKeys: boolean
  /** By the object ids of those who may do everything. */
  readonly tokens: Readonly<Record<string, string>>
  /** Ends the service, and starts it again on the same file. */
  restart(): Promise<void>
}

export const startReal = async (t: Ending, followKeys: boolean): Promise<Real> => {
  const time = { nowMs: Date.parse('2026-11-20T10:00:00.250Z') }
  const options = { clock: () => new Date(time.nowMs), nodeRules: { ...rules, followKeys } }
  const azure = await startService(t, options)
  await azure.givenAFactory()
  const exp = { exp: 4_000_000_000 }
  const tokens = {
    [owner.objectId]: await azure.tokenOf(owner, exp),
    [user.objectId]: await azure.tokenOf({ clientId: owner.clientId, objectId: user.objectId }, exp),
  }
  const real: Real = Object.assign(time, {
    azure,
    followKeys,
    tokens,
    restart: async () => {
      await real.azure.app.close()
      real.azure = await startService(t, { ...options, store: await reopen(real.azure.store, t) })
    },
  })
  return real
}
