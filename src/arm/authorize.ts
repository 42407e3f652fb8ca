import type { FastifyRequest } from 'fastify'
import { authorizationFailed } from '../core/access/authorizationFailed.ts'
import { isPermitted, isPermittedWithin } from '../core/access/grants.ts'
import type { Caller } from '../core/caller.ts'
import { foldCase } from '../core/letterCase.ts'
import type { Reader } from '../core/store.ts'
import type { AnyOperation } from '../operations/operation.ts'
import { fillIn } from './fillIn.ts'
import type { Target } from './gate.ts'

interface Wish {
  readonly caller: Caller
  readonly operation: Pick<AnyOperation, 'action' | 'isOpenToParts'>
  /** The part of the operation's path that roles are looked for at, with its parameters. */
  readonly scopePath: string
  readonly target: Target
}

/**
 * Refuses a caller whose roles do not let it do what it asks for. Roles are read at each request: one that was taken away
 * fails the next.
 *
 * @throws CloudError `AuthorizationFailed`, which names action and scope in the letter case of the URL, as messages of
 * the real service do.
 */
export const authorize = async (
  tx: Reader,
  { caller, operation: { action, isOpenToParts }, scopePath, target }: Wish,
  request: FastifyRequest,
): Promise<void> => {
  if (action === undefined) return
  const [wanted, scope] = [fillIn(action, target), fillIn(scopePath, target)]
  const mayDo = isOpenToParts ? isPermittedWithin : isPermitted
  if (await mayDo(tx, caller, { action: wanted, scope })) return
  throw authorizationFailed(caller, inCaseOf(request, wanted), inCaseOf(request, scope))
}

const inCaseOf = (request: FastifyRequest, text: string): string => {
  const segments = request.url.split(/[/?]/)
  return text
    .split('/')
    .map((word) => segments.find((segment) => foldCase(segment) === foldCase(word)) ?? word)
    .join('/')
}
