import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { ownOrigins } from '../../src/core/origins.ts'
import type { Store } from '../../src/core/store.ts'
import type { EntraParts } from '../../src/entra/endpoint.ts'
import { entra } from '../../src/entra/entra.ts'
import { openSigningKeys } from '../../src/entra/tokens/signingKeys.ts'
import { outsideVerifier } from '../../src/issuers/verifyOutside.ts'
import type { Form } from '../support/asForm.ts'
import { cheapHash } from '../support/cheapHash.ts'
import { user } from '../support/known.ts'
import { openTemporaryStore } from '../support/openTemporaryStore.ts'
import { postForm } from '../support/postForm.ts'
import type { Reply } from '../support/startService.ts'
import { verified } from '../support/verified.ts'

export const origin = 'https://localhost:8443'
export const otherOrigin = 'http://localhost:8080'
export const tenantId = '11111111-1111-1111-1111-111111111111'
export const tenantDomain = 'lazulite.local'
export const applicationId = '33333333-3333-3333-3333-333333333333'
export const objectId = '33333333-3333-3333-3333-00000000000a'
export const secret = 'a secret with + and %'
export const unknownId = '99999999-9999-9999-9999-999999999999'
export const armScope = 'https://management.azure.com/.default'
export const instant = new Date('2026-01-02T03:04:05.678Z')

export const newSigningKey = async (): Promise<JWK> =>
  exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)

/** Made once: it takes long, and no test changes it. */
const signingKey = await newSigningKey()
const secretHash = cheapHash(secret)

export const effects = { now: () => instant, randomBytes, newId: () => randomUUID(), operationMs: 0 }

/** One tenant with an application, an application that has no secret, a user and a managed identity. */
const saveDirectory = (store: Store): Promise<void> =>
  store.change(async (tx) => {
    await tx.saveTenant({ id: tenantId, displayName: 'Lazulite', defaultDomain: tenantDomain })
    for (const [kind, name, hash] of [
      ['application', applicationId, secretHash],
      ['application', '44444444-4444-4444-4444-444444444444', undefined],
      ['managedIdentity', '66666666-6666-6666-6666-666666666666', undefined],
      ['user', user.name, secretHash],
    ] as const) {
      const oid = name === applicationId ? objectId : randomUUID()
      await tx.savePrincipal({ tenantId, objectId: oid, kind, name, displayName: name, secretHash: hash })
    }
  })

/** The token service alone, on a private store; `change` replaces what it is built from. */
export const startTokenService = async (
  t: TestContext,
  change: (parts: EntraParts) => Partial<EntraParts> = () => ({}),
) => {
  const store = await openTemporaryStore(t)
  await saveDirectory(store)
  const signingKeys = await openSigningKeys({ store, effects, newSigningKey: async () => signingKey })
  const origins = ownOrigins([origin, otherOrigin])
  const parts: EntraParts = {
    store,
    effects,
    origins,
    signingKeys,
    ticketKey: randomBytes(32),
    tokenLifetimeSeconds: 3599,
    refreshTokenDays: 90,
    strictRefreshTokens: false,
    managedIdentity: true,
    verifyOutside: outsideVerifier(effects),
  }
  const app = Fastify({
    genReqId: () => randomUUID(),
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 1024 },
  })
  app.register((scope) => entra(scope, { ...parts, ...change(parts) }))
  t.after(() => app.close())
  return { app, store, signingKeys, ...clientOf(app) }
}

/** A request that is answered with a token as it stands. */
export const goodForm: Form = {
  grant_type: 'client_credentials',
  client_id: applicationId,
  client_secret: secret,
  scope: armScope,
}

export const without = (form: Form, ...names: string[]): Form =>
  Object.fromEntries(Object.entries(form).filter(([name]) => !names.includes(name)))

export const basic = (id: string, password: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(password)}`).toString('base64')}`

const clientOf = (app: FastifyInstance) => {
  const send = async (options: InjectOptions) => {
    const headers = { host: 'localhost:8443', ...options.headers }
    const reply = await app.inject({ ...options, headers })
    return { status: reply.statusCode, headers: reply.headers, body: reply.body ? reply.json() : undefined }
  }
  return {
    send,
    get: (url: string, headers: Form = {}) => send({ method: 'GET', url, headers }),
    postToken: (form: Form | string, { url = `/${tenantId}/oauth2/v2.0/token`, headers = {} as Form } = {}) =>
      postForm({ app }, form, { url, headers }),
    /** Checks the signature against what the server publishes; answers with header and claims. */
    verified: (token: string) => verified({ app }, token, instant),
  }
}

export type TokenService = Awaited<ReturnType<typeof startTokenService>>

/** That a reply is one of Entra's errors, whole, and the one that is meant. */
export const assertRefused = (
  reply: Pick<Reply, 'body' | 'status'>,
  expected: { status: number; error: string; code: number; text: string | RegExp },
): void => {
  const { status, body } = reply
  assert.deepEqual(
    { status, error: body.error, codes: body.error_codes },
    {
      status: expected.status,
      error: expected.error,
      codes: [expected.code],
    },
  )
  const [, text] =
    /^AADSTS\d+: (.*) Trace ID: \S+ Correlation ID: \S+ Timestamp: \S+ \S+$/s.exec(body.error_description) ?? []
  if (typeof expected.text === 'string') assert.equal(text, expected.text)
  else assert.match(text ?? '', expected.text)
  assert.ok(!('access_token' in body))
}
