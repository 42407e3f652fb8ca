import type { Parameters } from '../parameters.ts'
import type { Consent } from '../tickets/ticketContents.ts'
import { requestedConsent } from '../tokens/requestedConsent.ts'
import { resourceScopesIn } from '../tokens/scopes.ts'

/**
 * What a token is asked for with what a user's sign-in has given: the resource that the request names, which may be
 * another than that of the sign-in; else that one.
 *
 * @throws OAuthError as `requestedConsent` does.
 */
export const askedAudience = (form: Parameters, { audience }: Pick<Consent, 'audience'>): string => {
  const namesResource = Boolean(form.resource) || resourceScopesIn(form.scope ?? '').length > 0
  return namesResource ? requestedConsent(form).audience : audience
}
