import type { FastifyRequest } from 'fastify'
import type { Effects } from '../core/effects.ts'
import { checkName } from '../core/names.ts'
import { authorizationFailed, isPermitted } from '../core/permissions.ts'
import type { Caller } from '../core/principal.ts'
import {
  checkApiVersion,
  checkTypeApiVersion,
  findProvider,
  isRegistered,
  subscriptionNotRegistered,
} from '../core/provider.ts'
import type { Store } from '../core/store.ts'
import { type Subscription, subscriptionNotFound } from '../core/subscription.ts'
import { quotaKindOf } from '../core/throttle.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { apiVersionOf } from './apiVersion.ts'
import { type Authentication, authenticate, requireTenant } from './authenticate.ts'
import { fillIn, type Resource } from './resource.ts'
import type { Throttle } from './throttle.ts'

export interface Admission {
  readonly target: Readonly<Record<string, string>>
  readonly subscription: Subscription | undefined
  readonly caller: Caller
  /** Headers that tell what is left of the caller's quota. */
  readonly remaining: Readonly<Record<string, string>>
}

export interface Gate extends Authentication {
  readonly effects: Effects
  readonly store: Store
  readonly throttle: Throttle
}

/**
 * What Resource Manager asks of a request before it reads any of its body, in its order: is it well formed, does the
 * subscription exist, who is it, of which tenant, is the provider registered, is there quota, and may the caller?
 *
 * A refused role costs quota too, and a caller without quota is told so in its place.
 *
 * @throws CloudError the first refusal.
 */
export const admit = async (
  gate: Gate,
  { operation, resource }: { readonly operation: AnyOperation; readonly resource: Resource },
  request: FastifyRequest,
): Promise<Admission> => {
  const target = targetOf(request)
  const apiVersion = apiVersionOf(request)
  checkApiVersion(apiVersion)
  const subscription = await existingSubscription(gate.store, target)

  const origin = gate.origins.named(request.headers.host)
  const authority = `${origin}/${subscription?.tenantId ?? 'common'}`
  const caller = await authenticate(gate, { header: request.headers.authorization, authority })
  if (subscription) requireTenant(caller, subscription.tenantId, origin)

  if (subscription) await requireRegistration(gate.store, resource, subscription)
  if (resource.provider) checkTypeApiVersion(resource.provider.type, apiVersion ?? '')

  const quota = { level: resource.level, of: subscription?.id ?? caller.tenantId, kind: quotaKindOf(operation.action) }
  const remaining = gate.throttle(quota, caller.objectId)
  await authorize(gate.store, { operation, resource, caller, target })
  return { target, subscription, caller, remaining }
}

const targetOf = (request: FastifyRequest): Readonly<Record<string, string>> => {
  const target = request.params as Record<string, string>
  for (const [parameter, name] of Object.entries(target)) checkName(parameter, name)
  return target
}

const existingSubscription = async (
  store: Store,
  { subscriptionId }: Readonly<Record<string, string>>,
): Promise<Subscription | undefined> => {
  if (subscriptionId === undefined) return undefined
  const subscription = await store.read((tx) => tx.findSubscription(subscriptionId))
  if (!subscription) throw subscriptionNotFound(subscriptionId)
  return subscription
}

const requireRegistration = async (store: Store, { provider }: Resource, { id }: Subscription): Promise<void> => {
  const known = provider && findProvider(provider.namespace)
  if (!known) return
  const registered = await store.read((tx) => tx.listRegistrations(id))
  if (!isRegistered(known, registered)) throw subscriptionNotRegistered(known.namespace)
}

interface Wish {
  readonly operation: AnyOperation
  readonly resource: Resource
  readonly caller: Caller
  readonly target: Readonly<Record<string, string>>
}

/** Roles are read at each request: one that was taken away fails the next. */
const authorize = async (store: Store, { operation, resource, caller, target }: Wish): Promise<void> => {
  if (operation.action === undefined) return
  const scope = fillIn(resource.scopePath, target)
  const assignments = await store.read((tx) => tx.listRoleAssignments(caller.objectId))
  if (isPermitted(assignments, fillIn(operation.action, target), scope)) return
  throw authorizationFailed(caller, fillIn(resource.actionInUrlCase ?? operation.action, target), scope)
}
