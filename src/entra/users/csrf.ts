import { timingSafeEqual } from 'node:crypto'
import type { EndpointParts, EntraRequest } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { cookieOf, setCookie } from './cookies.ts'

interface CsrfToken {
  /** Goes into the form as `csrf`, hidden. */
  readonly text: string
  /** `Set-Cookie` headers that must go with the page. */
  readonly cookies: readonly string[]
}

/** What a form of ours holds, and nobody else's can: bound to a random cookie of the browser that the page goes to. */
export const csrfToken = ({ tickets }: Pick<EndpointParts, 'tickets'>, request: EntraRequest): CsrfToken => {
  const known = cookieOf(request, 'lazulite-form')
  if (known) return { text: tickets.mark('csrf', known), cookies: [] }
  const fresh = tickets.newText()
  return { text: tickets.mark('csrf', fresh), cookies: [setCookie(request, 'lazulite-form', fresh)] }
}

/** @throws OAuthError `RequestTokenMismatch` for a form that was not shown to this browser. */
export const requireCsrf = ({ tickets }: Pick<EndpointParts, 'tickets'>, request: EntraRequest): void => {
  const cookie = cookieOf(request, 'lazulite-form')
  const given = Buffer.from(request.form.csrf ?? '')
  const right = Buffer.from(cookie ? tickets.mark('csrf', cookie) : '')
  if (right.length > 0 && right.length === given.length && timingSafeEqual(right, given)) return
  throw new OAuthError(
    'RequestTokenMismatch',
    'Invalid Request: The request tokens do not match the user context. ' +
      'Allow cookies for this page, begin again where you came from, and send the form from this browser.',
  )
}
