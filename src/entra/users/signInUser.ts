import type { Principal } from '../../core/principal.ts'
import type { Reader } from '../../core/store.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { nobodysHash } from '../secrets/secretHash.ts'
import { findSignInTenant } from '../tenants.ts'

interface Credentials {
  /** As the path has it: an id, a domain, or `common`. */
  readonly tenantName: string
  readonly userName: string
  readonly password: string
  /** IP address that they come from. */
  readonly address: string
}

/**
 * The user with that name and password. Who guesses does not learn whether a name exists: each wrong try costs the same
 * and is answered alike.
 *
 * @throws OAuthError `InvalidCredentials`; `AccountLocked` after too many of these, whatever the password;
 * `TenantNotFound`, `MalformedTenantName`.
 */
export const signInUser = async (
  { store, attempts, checkSecret }: Pick<EndpointParts, 'attempts' | 'checkSecret' | 'store'>,
  { tenantName, userName, password, address }: Credentials,
): Promise<Principal> => {
  const name = userName.trim()
  const attempt = { account: name, address }
  const refuseLocked = (): void => {
    const seconds = attempts.secondsToWait(attempt)
    if (seconds > 0) throw accountLocked(seconds)
  }

  refuseLocked()
  const user = await store.read((tx) => findUser(tx, tenantName, name))
  const isRight = await checkSecret(password, user?.secretHash ?? nobodysHash)
  // Once more: many may have been under way together.
  refuseLocked()
  if (user?.secretHash !== undefined && isRight) return user
  attempts.failed(attempt)
  throw new OAuthError('InvalidCredentials', 'Error validating credentials due to invalid username or password.')
}

/** Where the tenant is left open: by the domain of the name, else by the name where one tenant alone has it. */
const findUser = async (tx: Reader, tenantName: string, name: string): Promise<Principal | undefined> => {
  const tenant = await findSignInTenant(tx, tenantName)
  if (tenant) return onlyUser(await tx.findPrincipal(tenant.id, name))
  const home = await tx.findTenant(name.slice(name.lastIndexOf('@') + 1))
  const atHome = home && onlyUser(await tx.findPrincipal(home.id, name))
  return atHome ?? onlyUser(...(await tx.listPrincipalsNamed(name)))
}

const onlyUser = (...[one, ...others]: readonly (Principal | undefined)[]): Principal | undefined =>
  one?.kind === 'user' && others.length === 0 ? one : undefined

const accountLocked = (retryAfterSeconds: number): OAuthError =>
  new OAuthError(
    'AccountLocked',
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    { retryAfterSeconds },
  )
