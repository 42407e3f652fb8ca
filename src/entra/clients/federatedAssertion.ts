import { IssuerUnavailable } from '../../core/issuerUnavailable.ts'
import type { JsonObject } from '../../core/json.ts'
import { shown } from '../../core/shown.ts'
import { audiencesIn } from '../../core/token.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { requireTimes } from './assertionTimes.ts'
import type { ShownAssertion } from './shownAssertion.ts'

interface Federated extends Pick<ShownAssertion, 'assertion' | 'client'> {
  /** What the assertion says that its issuer is. */
  readonly issuer: string
}

/**
 * Refuses an assertion that is not of an issuer, about a subject and for an audience that the client trusts together.
 * Only what an administrator has written down is ever asked for its keys; and what else is trusted there is told to
 * nobody who cannot show a token of that issuer.
 *
 * @throws OAuthError with the reason; `OutsideIssuerFailed` when the issuer cannot be reached.
 */
export const requireFederatedAssertion = async (
  parts: Pick<EndpointParts, 'effects' | 'verifyOutside'>,
  { assertion, client, issuer }: Federated,
): Promise<void> => {
  const ofIssuer = client.registration.federatedCredentials.filter((credential) => credential.issuer === issuer)
  if (ofIssuer.length === 0) throw notTrusted('IssuerNotTrusted', 'issuer', issuer)
  const claims = await verify(parts, assertion, issuer)
  if (!claims) throw new OAuthError('AssertionNotVerified', 'Assertion failed signature validation.')

  const ofSubject = ofIssuer.filter(({ subject }) => subject === claims.sub)
  if (ofSubject.length === 0) throw notTrusted('SubjectNotTrusted', 'subject', claims.sub)
  const audiences = audiencesIn(claims)
  const isTrusted = ofSubject.some(({ audience }) => audiences.includes(audience))
  if (!isTrusted) throw notTrusted('AudienceNotTrusted', 'audience', audiences.join(' '))
  requireTimes(claims, parts.effects.now())
}

const verify = async (
  parts: Pick<EndpointParts, 'verifyOutside'>,
  assertion: string,
  issuer: string,
): Promise<JsonObject | undefined> => {
  try {
    return await parts.verifyOutside(assertion, { issuer })
  } catch (error) {
    if (!(error instanceof IssuerUnavailable)) throw error
    const { retryAfterSeconds } = error
    throw new OAuthError('OutsideIssuerFailed', 'Request to External OIDC endpoint failed.', {
      retryAfterSeconds,
      cause: error,
    })
  }
}

type Mismatch = 'AudienceNotTrusted' | 'IssuerNotTrusted' | 'SubjectNotTrusted'

/** Recorded. */
const notTrusted = (refusal: Mismatch, part: string, presented: unknown): OAuthError =>
  new OAuthError(
    refusal,
    `No matching federated identity record found for presented assertion ${part} '${typeof presented === 'string' ? shown(presented) : ''}'. ` +
      'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ' +
      'https://learn.microsoft.com/entra/workload-id/workload-identity-federation',
  )
