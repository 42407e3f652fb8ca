import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { mountApiReference } from './apiReference/mountApiReference.ts'
import { errorReply } from './arm/errorReply.ts'
import { frontDoor } from './arm/frontDoor.ts'
import { requireOwnOrigin } from './arm/ownOrigin.ts'
import type { Paging } from './arm/paging.ts'
import type { Throttle } from './arm/throttle.ts'
import type { Effects } from './core/effects.ts'
import type { NodeRules } from './core/nodeRules.ts'
import type { RepeatabilityRules } from './core/repeatability.ts'
import type { TrustedIssuer, VerifySignature } from './core/token.ts'
import type { EntraParts } from './entra/endpoint.ts'
import { entra } from './entra/entra.ts'
import { gzipReplies } from './gzipReplies.ts'
import { nodes } from './nodes/nodes.ts'
import { admitPages } from './pages.ts'
import { logRequests } from './requestLog.ts'

export interface ServerParts extends EntraParts, Paging {
  readonly effects: Effects
  readonly throttle: Throttle
  /** What exports of the audit are signed with: of Ed25519, in PEM. */
  readonly auditKey: string
  readonly nodeRules: NodeRules
  readonly repeatability: RepeatabilityRules
  /** Those whose access tokens are taken beside the server's own. */
  readonly issuers: readonly TrustedIssuer[]
  /** False: nobody signs in here, and the server's own tokens count for nothing. */
  readonly ownIssuer: boolean
  /** Origins, beside the server's own, whose pages may use it. */
  readonly corsOrigins: readonly string[]
  readonly log?: FastifyBaseLogger
}

/** As Resource Manager has it. */
const largestBodyBytes = 4 * 1024 * 1024

/** The whole service, not yet listening: `inject` it in a test, or hand its `routing` to a listener. */
export const buildServer = (parts: ServerParts): FastifyInstance => {
  const { store, effects, origins, signingKeys, ownIssuer, corsOrigins, log } = parts
  const renderError = errorReply(effects)
  const app = Fastify({
    ...(log && { loggerInstance: log }),
    genReqId: () => effects.newId(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: largestBodyBytes,
    exposeHeadRoutes: false,
    // Clients that glue a path to an endpoint with a slash behind send two; no path begins with two on purpose.
    rewriteUrl: (request) => (request.url ?? '/').replace(/^\/{2,}/, '/'),
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 1024 },
    frameworkErrors: (error, request, reply) => void renderError(error, request, reply),
  })
  app.setErrorHandler(renderError)
  logRequests(app)
  app.get('/health', { exposeHeadRoute: true }, async () => {
    await store.read((tx) => tx.findWorld())
    return { status: 'ok' }
  })

  app.register(async (own) => {
    own.addHook('onRequest', requireOwnOrigin(origins, corsOrigins))
    await admitPages(own, [...origins.all, ...corsOrigins])
    const gate = { ...parts, verifySignature: ownIssuer ? signingKeys.verifySignature : takeNone }
    own.register(async (scope) => {
      gzipReplies(scope)
      await frontDoor(scope, gate)
    })
    own.register((scope) => nodes(scope, gate))
    if (ownIssuer) own.register((scope) => entra(scope, parts))
    own.register((scope) => mountApiReference(scope, parts))
  })
  return app
}

const takeNone: VerifySignature = async () => undefined
