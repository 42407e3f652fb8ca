import type { Principal } from '../../core/principal.ts'
import type { Reader } from '../../core/store.ts'
import type { EndpointParts, EntraRequest } from '../endpoint.ts'
import type { SignedIn } from '../tickets/ticketContents.ts'
import { cookieOf, setCookie } from './cookies.ts'

/** Who uses the browser. */
export interface Session extends SignedIn {
  readonly user: Principal
  /** The same for the whole session; it opens nothing. */
  readonly family: string
}

/** A working day, and what is left of the evening before: whoever comes back the next morning shows the password again. */
const sessionMs = 10 * 60 * 60 * 1000

/** The session of the browser that asks; undefined once it has ended, or its user is gone. */
export const sessionOf = async (
  tx: Reader,
  { tickets }: Pick<EndpointParts, 'tickets'>,
  request: EntraRequest,
): Promise<Session | undefined> => {
  const found = await tickets.find(tx, 'session', cookieOf(request, 'lazulite') ?? '')
  if (!found) return undefined
  const user = await tx.findPrincipalById(found.content.tenantId, found.content.objectId)
  return user?.kind === 'user' ? { ...found.content, user, family: found.family } : undefined
}

/**
 * Begins a session for a user who has just shown the password, in place of the one that the browser had.
 *
 * @returns the `Set-Cookie` header.
 */
export const startSession = async (
  { store, tickets, effects }: Pick<EndpointParts, 'effects' | 'store' | 'tickets'>,
  request: EntraRequest,
  { tenantId, objectId }: Principal,
): Promise<string> => {
  const now = effects.now().getTime()
  const text = tickets.newText()
  const content = { tenantId, objectId, authTime: Math.floor(now / 1000) }
  const family = effects.newId()
  await store.change(async (tx) => {
    await tickets.takeBack(tx, 'session', cookieOf(request, 'lazulite') ?? '')
    await tickets.keep(tx, 'session', { text, family, expiresAt: now + sessionMs, content })
  })
  return setCookie(request, 'lazulite', text)
}

/**
 * Ends the session of a browser. What applications were given goes on until it expires, as it does with Entra.
 *
 * @returns the `Set-Cookie` header.
 */
export const endSession = async (
  { store, tickets }: Pick<EndpointParts, 'store' | 'tickets'>,
  request: EntraRequest,
): Promise<string> => {
  const text = cookieOf(request, 'lazulite')
  if (text) await store.change((tx) => tickets.takeBack(tx, 'session', text))
  return setCookie(request, 'lazulite', undefined)
}
