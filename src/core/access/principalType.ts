import { CloudError } from '../errors.ts'
import { hasSystemAssignedIdentity } from '../factory.ts'
import { compactGuid } from '../guid.ts'
import { isOfTenant } from '../isOfTenant.ts'
import { foldCase } from '../letterCase.ts'
import type { Reader } from '../store.ts'
import { type PrincipalType, principalTypes } from './roleAssignment.ts'

/** Somebody in a tenant, by object id. */
interface Somebody {
  readonly tenantId: string
  readonly principalId: string
}

/**
 * What an object id names in a tenant: somebody who can sign in, or the own identity of a factory that has asked for one;
 * undefined for what names nobody there.
 */
const principalTypeOf = async (tx: Reader, { tenantId, principalId }: Somebody): Promise<PrincipalType | undefined> => {
  const principal = await tx.findPrincipalById(tenantId, principalId)
  if (principal) return principal.kind === 'user' ? 'User' : 'ServicePrincipal'
  const factory = await tx.findFactoryOfPrincipal(principalId)
  if (!factory || !hasSystemAssignedIdentity(factory)) return undefined
  return (await isOfTenant(tx, tenantId, factory.id.subscriptionId)) ? 'ServicePrincipal' : undefined
}

/**
 * What a role is about to be given to. Who says what it is may name somebody whom the directory does not know yet.
 * Documented.
 *
 * @throws CloudError `PrincipalNotFound`, documented, or `UnmatchedPrincipalType`, recorded with its misspelling.
 */
export const requirePrincipalType = async (
  tx: Reader,
  { tenantId, principalId, said }: Somebody & { readonly said: PrincipalType | undefined },
): Promise<PrincipalType> => {
  const known = await principalTypeOf(tx, { tenantId, principalId })
  const type = known ?? said
  if (type === undefined) throw principalNotFound({ tenantId, principalId })
  if (said === undefined || said === type) return type
  throw new CloudError(
    'UnmatchedPrincipalType',
    `The PrincipalId '${compactGuid(principalId)}' has type '${type}' , which is different from specified PrinciaplType '${said}'.`,
  )
}

/**
 * The type that a caller names, in any letter case.
 *
 * @throws CloudError `BadRequestFormat` for one that does not exist.
 */
export const parsePrincipalType = (text: string): PrincipalType => {
  const type = principalTypes.find((known) => foldCase(known) === foldCase(text))
  if (type) return type
  throw new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. properties.principalType must be one of ${principalTypes.join(', ')}.`,
  )
}

const principalNotFound = ({ tenantId, principalId }: Somebody): CloudError =>
  new CloudError(
    'PrincipalNotFound',
    `Principal ${compactGuid(principalId)} does not exist in the directory ${tenantId}. Check that you have the correct ` +
      'principal ID. If you are creating this principal and then immediately assigning a role, this error might be related ' +
      'to a replication delay. In this case, set the role assignment principalType property to a value, such as ' +
      'ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
  )
