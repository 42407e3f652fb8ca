import type { Caller } from '../caller.ts'
import { CloudError } from '../errors.ts'

/** Documented. The text is the same whether the scope exists or not, so that nobody learns what is there. */
export const authorizationFailed = (caller: Caller, action: string, scope: string): CloudError =>
  new CloudError(
    'AuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' does not have authorization to perform action ` +
      `'${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  )

interface Linked {
  readonly action: string
  readonly scope: string
}

/**
 * An action that also needs another elsewhere. Documented, but for two spaces that are missing there.
 *
 * @param lacks of its scopes, which the caller may have sent in any number, no more than ten are told again.
 */
export const linkedAuthorizationFailed = (
  caller: Caller,
  has: Linked,
  lacks: Pick<Linked, 'action'> & { readonly scopes: readonly string[] },
): CloudError => {
  const told = lacks.scopes.slice(0, 10).map((scope) => scope.slice(0, 200))
  return new CloudError(
    'LinkedAuthorizationFailed',
    `The client '${caller.name}' with object id '${caller.objectId}' has permission to perform action '${has.action}' on ` +
      `scope '${has.scope}'; however, it does not have permission to perform action '${lacks.action}' on the linked ` +
      `scope(s) '${told.join()}' or the linked scope(s) are invalid.`,
  )
}
