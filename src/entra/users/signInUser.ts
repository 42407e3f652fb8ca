import { withinLimit } from '../../core/attempts/withinLimit.ts'
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
  parts: Pick<EndpointParts, 'attempts' | 'checkSecret' | 'store'>,
  { tenantName, userName, password, address }: Credentials,
): Promise<Principal> => {
  const name = userName.trim()
  const { tenantId, known } = await parts.store.read((tx) => findUser(tx, tenantName, name))
  const account = { kind: 'user', tenantId, name } as const
  const user = await withinLimit(
    parts,
    { account, address },
    {
      look: async () => {
        const isRight = await parts.checkSecret(password, known?.secretHash ?? nobodysHash, account)
        return known?.secretHash !== undefined && isRight ? known : undefined
      },
      tooMany: accountLocked,
    },
  )
  if (user) return user
  throw new OAuthError('InvalidCredentials', 'Error validating credentials due to invalid username or password.')
}

/** No user has a longer one. */
const maxNameLength = 256

interface FoundUser {
  /** Of the tenant that the sign-in is at, whether or not the user is there; empty where nothing says which. */
  readonly tenantId: string
  readonly known: Principal | undefined
}

/** Where the tenant is left open: by the domain of the name, else by the name where one tenant alone has it. */
const findUser = async (tx: Reader, tenantName: string, name: string): Promise<FoundUser> => {
  const named = await findSignInTenant(tx, tenantName)
  if (name.length > maxNameLength) return { tenantId: named?.id ?? '', known: undefined }
  const tenant = named ?? (await tx.findTenant(name.slice(name.lastIndexOf('@') + 1)))
  const tenantId = tenant?.id ?? ''
  const inTenant = tenant && onlyUser(await tx.findPrincipal(tenant.id, name))
  if (named || inTenant) return { tenantId, known: inTenant }
  return { tenantId, known: onlyUser(...(await tx.listPrincipalsNamed(name))) }
}

const onlyUser = (...[one, ...others]: readonly (Principal | undefined)[]): Principal | undefined =>
  one?.kind === 'user' && others.length === 0 ? one : undefined

const accountLocked = (retryAfterSeconds: number): OAuthError =>
  new OAuthError(
    'AccountLocked',
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    { retryAfterSeconds },
  )
