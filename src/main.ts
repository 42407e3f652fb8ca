import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { throttleBy } from './arm/throttle.ts'
import { certificatesFor } from './certificatesFor.ts'
import { givesManagedIdentity } from './config/givesManagedIdentity.ts'
import { refuseWellKnownBeyondLoopback } from './config/refuseWellKnownBeyondLoopback.ts'
import { rulesOf } from './config/rulesOf.ts'
import type { Config } from './config/settings.ts'
import type { Effects } from './core/effects.ts'
import { firstReason } from './core/firstReason.ts'
import { ownOrigins } from './core/origins.ts'
import { SealBroken } from './core/sealBroken.ts'
import { StartError } from './core/startError.ts'
import { type Store, StoreError } from './core/store.ts'
import { profiles } from './core/throttle.ts'
import { makeDataFolder } from './dataFolder.ts'
import { hashSecret } from './entra/secrets/secretHash.ts'
import { type Listener, listen } from './http/listen.ts'
import { openIssuers } from './issuers/openIssuers.ts'
import { outsideVerifier } from './issuers/verifyOutside.ts'
import { keepHouse } from './keepHouse.ts'
import { environment, machine } from './machine.ts'
import { openMasterKey } from './masterKey/openMasterKey.ts'
import { type ReadyLine, readyLine } from './ready.ts'
import { buildServer } from './server.ts'
import { openServerKeys, type ServerKeys } from './serverKeys.ts'
import { lockFolder } from './store/folderLock.ts'
import { openStore } from './store/openStore.ts'
import { openSqlite } from './store/sqlite.ts'
import { openWorld } from './world/openWorld.ts'
import { readWorld } from './world/readWorld.ts'

/** A server that answers. */
export interface Running {
  readonly ready: ReadyLine
  /** What clients must trust, in PEM. */
  readonly ca: string
  /** Finishes what was begun, takes no more, and gives the data folder back. */
  close(): Promise<void>
}

/**
 * Starts the whole program: the folder and its lock, the store, its world and keys, the listeners, the server. What was
 * opened is closed again when a later step fails.
 *
 * @throws StartError one line that says what is wrong and what to do.
 */
export const startServer = async (config: Config, log: Logger): Promise<Running> => {
  try {
    return await start(config, log)
  } catch (error) {
    const reason = firstReason(error)
    if (reason instanceof SealBroken) {
      throw new StartError(`${reason.message} Put a backup of ${resolve(config.data)} back.`, { cause: reason })
    }
    if (!(reason instanceof StoreError)) throw error
    throw new StartError(
      `The database in ${resolve(config.data)} cannot be used: ${rootMessage(reason)}. Look to the disk, or choose another --data.`,
      { cause: reason },
    )
  }
}

const rootMessage = ({ message, cause }: Error): string => (cause instanceof Error ? rootMessage(cause) : message)

const start = async (config: Config, log: Logger): Promise<Running> => {
  await using opened = new AsyncDisposableStack()
  const folder = await makeDataFolder(config.data)
  opened.defer(lockFolder(folder))
  const effects: Effects = { ...machine, operationMs: config.operationSeconds * 1000 }
  const store = await openDataStore(config, folder, effects)
  opened.defer(() => store.close())
  // Before the world: where there is one, the keys that were made for it must be there.
  const keys = await openServerKeys(store, effects)
  const world = await openWorld({
    store,
    effects,
    hashSecret: (secret) => hashSecret(secret, effects.randomBytes),
    permit: (isBuiltIn) => refuseWellKnownBeyondLoopback(config, isBuiltIn),
    ...(config.world !== undefined && { world: await readWorld(config.world) }),
  })
  const certificates = await certificatesFor(config, folder)

  let app: FastifyInstance | undefined
  // When the last request is answered, and before the store is closed that it still writes to.
  opened.defer(async () => app?.close())
  const listeners: Listener[] = []
  // Both at once: neither takes requests while the other ends.
  opened.defer(async () => void (await Promise.all(listeners.map((listener) => listener.close()))))
  const https = await listen({ host: config.host, port: config.port, tls: certificates })
  listeners.push(https)
  const http = await listen({ host: config.httpHost, port: config.httpPort })
  listeners.push(http)
  opened.defer(keepHouse({ config, folder, store, effects, https, log, ...keys }))

  app = await serverOn(listeners, { config, log, store, effects, ...keys })
  await app.ready()
  for (const listener of listeners) listener.serve(app.routing)

  const closing = opened.move()
  const { publicUrl: url = https.urls[0], ownIssuer } = config
  const addresses = { url, httpUrl: http.urls[0], caFile: certificates.caFile }
  return {
    ready: readyLine({ ...addresses, world, ownIssuer, managedIdentity: givesManagedIdentity(config) }),
    ca: certificates.ca,
    close: () => closing.disposeAsync(),
  }
}

const openDataStore = (config: Config, folder: string, effects: Effects): Promise<Store> =>
  openStore(openSqlite(join(folder, 'lazulite.db')), {
    effects,
    openMasterKey: (wrappedBy) =>
      openMasterKey({ setting: config.masterKey, folder, environment, wrappedBy, randomBytes: effects.randomBytes }),
  })

interface Opened extends ServerKeys {
  readonly config: Config
  readonly log: Logger
  readonly store: Store
  readonly effects: Effects
}

/** The ports are known by now, and with them the names that the server goes by: the public one first. */
const serverOn = async (listeners: readonly Listener[], { config, ...opened }: Opened): Promise<FastifyInstance> => {
  const publicUrls = config.publicUrl === undefined ? [] : [config.publicUrl]
  const origins = ownOrigins([...publicUrls, ...listeners.flatMap(({ urls }) => urls)])
  const issuers = await openIssuers(config.issuers, { store: opened.store, origins })
  const throttle = throttleBy(config.throttle === 'off' ? undefined : profiles[config.throttle], opened.effects.now)
  const verifyOutside = outsideVerifier(opened.effects)
  const { corsOrigin: corsOrigins } = config
  const managedIdentity = givesManagedIdentity(config)
  const parts = {
    ...config,
    ...opened,
    origins,
    issuers,
    throttle,
    verifyOutside,
    corsOrigins,
    managedIdentity,
    ...rulesOf(config),
  }
  return buildServer(parts)
}
