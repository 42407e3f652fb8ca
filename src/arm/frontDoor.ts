import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { checkTypeApiVersion } from '../core/apiVersion.ts'
import { quotaKindOf } from '../core/throttle.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { routes } from '../operations/routes.ts'
import { requireApiVersion } from './apiVersion.ts'
import { type Auditor, auditorOf } from './audit.ts'
import { authenticate } from './authenticate.ts'
import { authorize } from './authorize.ts'
import { stamp } from './correlation.ts'
import type { Admission, Gate } from './gate.ts'
import { mountMetadata } from './metadata.ts'
import { mount } from './mount.ts'
import { requireTenant } from './requireTenant.ts'
import { type Resource, resourceOf } from './resource.ts'
import { requireRegistration, requireSubscription } from './subscription.ts'
import { requireTarget } from './target.ts'
import { refuseOtherMethods, refuseUnknownMethod, refuseUnknownPath } from './unknown.ts'

interface Mounted {
  readonly operation: AnyOperation
  readonly resource: Resource
  readonly audit: Auditor
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * What Azure Resource Manager asks of a request before any of its body is read, a line for each step, in its order. Each
 * may refuse; what one finds out is what the next ones get. The steps after these, up to the operation itself, share a
 * transaction with it: they are in `perform.ts`.
 *
 * Quota is taken before the role is looked at: a refused role costs it too, and a caller without any is told so instead.
 *
 * @throws CloudError the first refusal.
 */
const admit = async (
  gate: Gate,
  { operation, resource, audit }: Mounted,
  { request, reply }: Exchange,
): Promise<Admission> => {
  const { store, throttle, origins } = gate
  const { action } = operation
  const { level, provided, scopePath } = resource

  const target = requireTarget(request)
  const apiVersion = requireApiVersion(request)
  const subscription = await requireSubscription(store, target)
  const authority = { origin: origins.named(request.headers.host), tenantId: subscription?.tenantId }
  const caller = await authenticate(gate, request.headers.authorization, authority)
  requireTenant(caller, authority)
  await store.read((tx) => requireRegistration(tx, resource, subscription))
  if (provided) checkTypeApiVersion(provided.type, apiVersion)
  const quota = { level, of: subscription?.id ?? caller.tenantId, kind: quotaKindOf(action) }
  const remaining = throttle(quota, caller.objectId)
  await audit.tellRefusal({ request, reply, target, caller }, () =>
    store.read((tx) => authorize(tx, { caller, operation, scopePath, target }, request)),
  )

  return { target, subscription, caller, remaining }
}

/** Resource Manager and the providers behind it: every operation there is, and refusals for all else. */
export const frontDoor = async (app: FastifyInstance, gate: Gate): Promise<void> => {
  app.setNotFoundHandler(refuseUnknownPath)
  app.addHook('onRequest', async (request, reply) => stamp(gate.effects, request, reply))
  app.addHook('onRequest', refuseUnknownMethod)
  // Before its body is read, which the handler for what is not found would wait for.
  app.addHook('onRequest', async (request) => (request.is404 ? refuseUnknownPath(request) : undefined))
  // Bodies are read as text and parsed once it is known what for.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, text: string) => text)

  app.decorateRequest('admission', undefined)
  mountMetadata(app, gate.origins)
  for (const operation of routes) {
    const resource = resourceOf(operation)
    const mounted = { operation, resource, audit: auditorOf(gate, operation, resource) }
    mount(app, { operation, resource, gate, admit: (exchange) => admit(gate, mounted, exchange) })
  }
  for (const path of new Set(routes.map((operation) => operation.path))) {
    const known = routes.filter((operation) => operation.path === path).map((operation) => operation.method)
    refuseOtherMethods(app, path, known)
  }
  refuseOtherMethods(app, '/metadata/endpoints', ['GET'])
}
