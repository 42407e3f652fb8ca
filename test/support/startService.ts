import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyBaseLogger, InjectOptions } from 'fastify'
import type { JWK } from 'jose'
import { throttleBy } from '../../src/arm/throttle.ts'
import { auditPrivateKey } from '../../src/core/audit/auditPrivateKey.ts'
import type { NodeRules } from '../../src/core/nodeRules.ts'
import { ownOrigins } from '../../src/core/origins.ts'
import type { RepeatabilityRules } from '../../src/core/repeatability.ts'
import { openServerSecret } from '../../src/core/serverSecret.ts'
import type { Store } from '../../src/core/store.ts'
import { profiles } from '../../src/core/throttle.ts'
import { issuerOf, type TrustedIssuer } from '../../src/core/token.ts'
import { openSigningKeys } from '../../src/entra/tokens/signingKeys.ts'
import { outsideVerifier } from '../../src/issuers/verifyOutside.ts'
import { buildServer } from '../../src/server.ts'
import { openWorld } from '../../src/world/openWorld.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { cheapHash } from './cheapHash.ts'
import { factoryUrl, groupUrl, origin, owner, runtimeUrl, tenantId } from './known.ts'
import { openTemporaryStore } from './openTemporaryStore.ts'
import { leaveError, leaveLog } from './secrets/leave.ts'
import type { Ending } from './temporaryFolder.ts'

export interface Options {
  /** A private one unless told otherwise. */
  readonly store?: Store
  /** That of this machine unless told otherwise. */
  readonly clock?: () => Date
  readonly throttle?: 'bucket' | 'hourly' | 'off'
  readonly world?: World
  readonly corsOrigins?: readonly string[]
  /** None unless told otherwise. */
  readonly operationSeconds?: number
  readonly pageSize?: number
  readonly strictRefreshTokens?: boolean
  readonly issuers?: readonly TrustedIssuer[]
  readonly ownIssuer?: boolean
  readonly managedIdentity?: boolean
  readonly nodeRules?: NodeRules
  readonly repeatability?: RepeatabilityRules
  /** None unless told otherwise, or one of everything where the run is searched for secrets. */
  readonly log?: FastifyBaseLogger
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  /** Parsed where it is JSON, else the text. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of every shape.
  readonly body: any
}

interface Sent {
  /** An object is sent as JSON, a text as it is. */
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: string
  /** Null sends none; without it the Owner of everything calls. */
  readonly token?: string | null
}

// Slow by nature, and the same for every service that a test file starts.
const signingKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as JWK

/** A private service on a private database, closed when the test ends. Speaks the wire, in the test's words. */
export const startService = async (
  t: Ending,
  {
    throttle = 'off',
    world,
    corsOrigins = [],
    operationSeconds = 0,
    pageSize = 100,
    strictRefreshTokens = false,
    issuers = [],
    ownIssuer = true,
    managedIdentity = true,
    nodeRules = { maxNodes: 4, expiryMs: 604_800_000, oldestVersion: '5.17.8189.1', followKeys: false },
    repeatability = { windowMs: 86_400_000, takesClientRequestIds: false },
    log = leaveLog(),
    clock = () => new Date(),
    ...options
  }: Options = {},
) => {
  const store = options.store ?? (await openTemporaryStore(t))
  let skippedMs = 0
  const now = (): Date => new Date(clock().getTime() + skippedMs)
  const effects = { now, randomBytes, newId: randomUUID, operationMs: operationSeconds * 1000 }
  const signingKeys = await openSigningKeys({ store, effects, newSigningKey: async () => signingKey })
  const serverSecrets = {
    sealKey: await openServerSecret(store, 'seal', effects),
    ticketKey: await openServerSecret(store, 'ticket', effects),
    auditKey: auditPrivateKey(await openServerSecret(store, 'audit', effects)),
  }
  await openWorld({ store, effects, hashSecret: async (secret) => cheapHash(secret), ...(world && { world }) })
  const app = buildServer({
    store,
    effects,
    signingKeys,
    origins: ownOrigins([origin, 'http://localhost:8080']),
    throttle: throttleBy(throttle === 'off' ? undefined : profiles[throttle], effects.now),
    tokenLifetimeSeconds: 3599,
    ...serverSecrets,
    refreshTokenDays: 90,
    strictRefreshTokens,
    managedIdentity,
    verifyOutside: outsideVerifier(effects),
    issuers,
    ownIssuer,
    nodeRules,
    repeatability,
    pageSize,
    corsOrigins,
    ...(log && { log }),
  })
  t.after(() => app.close())

  /** A token as the token service makes them; `claims` replace its own, and undefined takes one away. */
  const tokenOf = (principal: { clientId: string; objectId: string }, claims: object = {}): Promise<string> => {
    const seconds = Math.floor(effects.now().getTime() / 1000)
    return signingKeys.sign({
      aud: 'https://management.azure.com/',
      iss: issuerOf(origin, tenantId),
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3600,
      tid: tenantId,
      oid: principal.objectId,
      appid: principal.clientId,
      ...claims,
    })
  }
  const ownerToken = await tokenOf(owner, { exp: 4_000_000_000 })

  /** One request; unless told otherwise by the Owner, as JSON, to api-version 2018-06-01. */
  const send = async (
    method: InjectOptions['method'] & string,
    path: string,
    { body, headers = {}, query = 'api-version=2018-06-01', token = ownerToken }: Sent = {},
  ): Promise<Reply> => {
    const reply = await app.inject({
      method: method as 'GET',
      url: query ? `${path}?${query}` : path,
      headers: {
        host: new URL(origin).host,
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    leaveError(reply.statusCode, reply.headers, reply.body)
    const isJson = reply.body !== '' && String(reply.headers['content-type'] ?? '').startsWith('application/json')
    return { status: reply.statusCode, headers: reply.headers, body: isJson ? reply.json() : reply.body }
  }

  const expect200 = async (sent: Promise<Reply>) => {
    const { status, body } = await sent
    assert.ok(status === 200 || status === 201, `${status} ${JSON.stringify(body)}`)
    return body
  }

  return {
    app,
    store,
    signingKeys,
    send,
    tokenOf,
    /** The service's clock. */
    now,
    /** Moves the service's clock on. */
    skip: (milliseconds: number): void => {
      skippedMs += milliseconds
    },
    givenAGroup: () => expect200(send('PUT', groupUrl, { body: { location: 'eastus' } })),
    async givenAFactory() {
      await this.givenAGroup()
      return expect200(send('PUT', factoryUrl, { body: { location: 'eastus' } }))
    },
    async givenARuntime(properties: object = { type: 'SelfHosted' }) {
      await this.givenAFactory()
      return expect200(send('PUT', runtimeUrl, { body: { properties } }))
    },
    listAuthKeys: () => expect200(send('POST', `${runtimeUrl}/listAuthKeys`)),
    regenerateAuthKey: (keyName: string) =>
      expect200(send('POST', `${runtimeUrl}/regenerateAuthKey`, { body: { keyName } })),
  }
}
