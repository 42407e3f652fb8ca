import type { EntraRequest } from '../endpoint.ts'
import { malformedRequest } from '../oauthError.ts'
import { type Parameters, requireParameter } from '../parameters.ts'
import { parseBasic } from './basicAuthentication.ts'

/** Who an application says it is, and what it shows for it: a secret, an assertion, or nothing. None of it is checked. */
type PresentedClient = { readonly clientId: string } & (
  | { readonly secret: string; readonly assertion?: never }
  | { readonly secret?: never; readonly assertion: string }
  | { readonly secret?: never; readonly assertion?: never }
)

/** RFC 7523, 2.2. */
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * The application that a request is from: in the form, or in HTTP Basic.
 *
 * @throws OAuthError `MissingParameter`; `MalformedRequest` for two ways at once, or for two different applications.
 */
export const presentedClient = ({ form, headers }: Pick<EntraRequest, 'form' | 'headers'>): PresentedClient => {
  const basic = parseBasic(headers.authorization)
  if (basic && form.client_secret) {
    throw malformedRequest(
      'The client secret is sent twice. Send it in the body or in the Authorization header, not in both.',
    )
  }
  if (basic && form.client_id && form.client_id.toLowerCase() !== basic.clientId.toLowerCase()) {
    throw malformedRequest('The client_id in the body is not the one in the Authorization header. Send one of them.')
  }
  const clientId = basic?.clientId || requireParameter(form, 'client_id')
  const secret = basic?.clientSecret || form.client_secret
  const assertion = presentedAssertion(form)
  if (secret && assertion) throw malformedRequest('Send a client_secret or a client_assertion, not both.')
  if (secret) return { clientId, secret }
  return assertion ? { clientId, assertion } : { clientId }
}

const presentedAssertion = (form: Parameters): string | undefined => {
  const { client_assertion: assertion } = form
  if (!assertion) return undefined
  if (requireParameter(form, 'client_assertion_type') === assertionType) return assertion
  throw malformedRequest(`The client_assertion_type must be '${assertionType}'.`)
}
