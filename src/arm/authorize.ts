import type { FastifyRequest } from 'fastify'
import type { Caller } from '../core/caller.ts'
import { foldCase } from '../core/letterCase.ts'
import { authorizationFailed, isPermitted } from '../core/permissions.ts'
import type { Store } from '../core/store.ts'
import type { Target } from './gate.ts'

export interface Wish {
  readonly caller: Caller
  /** The operation's RBAC action, with the parameters of its path; undefined for what needs no role. */
  readonly action: string | undefined
  readonly target: Target
  /** How many segments of the path make the scope. */
  readonly scopeLength: number
}

/**
 * Refuses a caller whose roles do not let it do what it asks for. Roles are read at each request: one that was taken away
 * fails the next.
 *
 * @throws CloudError `AuthorizationFailed`, which names action and scope in the letter case of the URL, as messages of
 * the real service do.
 */
export const authorize = async (
  store: Store,
  { caller, action, target, scopeLength }: Wish,
  request: FastifyRequest,
): Promise<void> => {
  if (action === undefined) return
  const segments = segmentsOf(request)
  const scope = `/${segments.slice(0, scopeLength).join('/')}`
  const wanted = action.replace(/:(\w+)/, (_, name: string) => target[name] ?? '')
  const assignments = await store.read((tx) => tx.listRoleAssignments(caller.objectId))
  if (isPermitted(assignments, wanted, scope)) return
  throw authorizationFailed(caller, inCaseOf(segments, wanted), scope)
}

const segmentsOf = (request: FastifyRequest): readonly string[] => {
  const [path = ''] = request.url.split('?', 1)
  return path.split('/').filter(Boolean).map(decodeURIComponent)
}

const inCaseOf = (segments: readonly string[], action: string): string =>
  action
    .split('/')
    .map((word) => segments.find((segment) => foldCase(segment) === foldCase(word)) ?? word)
    .join('/')
