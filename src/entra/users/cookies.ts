import { parseCookie, stringifySetCookie } from 'cookie'
import type { EntraRequest } from '../endpoint.ts'

/** The cookies that the token service knows its browsers by; both end with the browser. */
type CookieName = 'lazulite' | 'lazulite-form'

/** What the request has in a cookie of ours. */
export const cookieOf = (request: Pick<EntraRequest, 'headers' | 'origin'>, name: CookieName): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[fullName(request, name)]

/**
 * A `Set-Cookie` header. Lax, not strict: an application sends its users here, and their cookies must come along.
 *
 * @param value undefined takes the cookie away.
 */
export const setCookie = (request: Pick<EntraRequest, 'origin'>, name: CookieName, value: string | undefined): string =>
  stringifySetCookie({
    name: fullName(request, name),
    value: value ?? '',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request),
    ...(value === undefined && { maxAge: 0 }),
  })

/**
 * The prefix has the browser refuse it from anybody else, such as a neighbour over plain http. With the port in its name,
 * since a browser sends a cookie to every port of a host: servers side by side keep a session each.
 */
const fullName = (request: Pick<EntraRequest, 'origin'>, name: CookieName): string => {
  const { port } = new URL(request.origin)
  return [isSecure(request) ? `__Host-${name}` : name, port].filter(Boolean).join('-')
}

/** What the browser sees counts, not the socket: a proxy may end TLS. */
const isSecure = ({ origin }: Pick<EntraRequest, 'origin'>): boolean => origin.startsWith('https:')
