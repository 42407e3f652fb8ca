import { X509Certificate } from 'node:crypto'
import { decodeProtectedHeader } from 'jose'
import type { JsonObject } from '../../core/json.ts'
import { audiencesIn, issuerOf } from '../../core/token.ts'
import { signedClaims } from '../../jwt/signedClaims.ts'
import type { EndpointParts } from '../endpoint.ts'
import { OAuthError } from '../oauthError.ts'
import { paths } from '../version.ts'
import { requireTimes } from './assertionTimes.ts'
import type { Client } from './client.ts'
import type { ShownAssertion } from './shownAssertion.ts'

/** Those of RSA that Entra takes. Documented. */
const algorithms = ['RS256', 'PS256']

/**
 * Refuses an assertion that the client has not signed itself, for this tenant's token endpoint and for now. It may be
 * shown again while it is good: clients keep one for some minutes, and Entra lets them.
 *
 * @throws OAuthError with the reason.
 */
export const requireCertificateAssertion = async (
  parts: Pick<EndpointParts, 'effects' | 'origins'>,
  { assertion, client, ...place }: ShownAssertion,
): Promise<void> => {
  const now = parts.effects.now()
  const certificate = requireCertificate(assertion, client)
  // The words for one that is not valid yet are assumed.
  if (certificate.validFromDate > now) throw notSigned(client, 'The key used is not yet valid.')
  if (certificate.validToDate <= now) throw notSigned(client, 'The key used is expired.')
  const claims = await signedClaims(assertion, { algorithms, keyOf: () => certificate.publicKey })
  if (!claims) throw notSigned(client, 'The provided signature value did not match the expected signature value.')

  const { sub } = claims
  if (typeof sub !== 'string' || sub.toLowerCase() !== client.clientId) throw notOfClient()
  if (!audiencesIn(claims).some((audience) => isHere(audience, parts, place))) throw notForHere()
  requireTimes(claims, now)
}

/** The certificate that the header names by its thumbprint; what else the header brings along is not looked at. */
const requireCertificate = (assertion: string, client: Client): X509Certificate => {
  const header = headerOf(assertion)
  const named = [header.x5t, header['x5t#S256']].filter((one) => one !== undefined)
  if (named.length === 0) {
    throw new OAuthError('InvalidAssertion', 'Invalid JWT token. No certificate thumbprint specified in token header.')
  }
  const found = client.registration.certificates
    .map((pem) => new X509Certificate(pem))
    .find((certificate) => named.every((thumbprint) => thumbprintsOf(certificate).includes(hexOf(thumbprint))))
  if (found) return found
  throw notSigned(client, `The key was not found., Thumbprint of key used by client: '${hexOf(named[0])}'`)
}

const headerOf = (assertion: string): JsonObject => {
  try {
    return decodeProtectedHeader(assertion) as JsonObject
  } catch {
    throw new OAuthError('InvalidAssertion', 'JWT token is invalid or malformed.')
  }
}

/** SHA-1 and SHA-256: the one names a certificate among a few that are known, and proves nothing. */
const thumbprintsOf = ({ fingerprint, fingerprint256 }: X509Certificate): readonly string[] =>
  [fingerprint, fingerprint256].map((hex) => hex.replaceAll(':', ''))

/** As people know it from the portal. All clients but those for JavaScript pad it, against RFC 7515, and Entra takes that. */
const hexOf = (thumbprint: unknown): string =>
  typeof thumbprint === 'string' ? Buffer.from(thumbprint.slice(0, 64), 'base64url').toString('hex').toUpperCase() : ''

/** Its token endpoints or its issuer, by any name that the tenant has in this request, at any of the server's origins. */
const isHere = (
  audience: string,
  { origins }: Pick<EndpointParts, 'origins'>,
  { tenant, tenantName }: Pick<ShownAssertion, 'tenant' | 'tenantName'>,
): boolean =>
  origins.all
    .flatMap((origin) =>
      [tenant.id, tenant.defaultDomain, tenantName].flatMap((name) => [
        issuerOf(origin, name),
        `${origin}/${name}${paths.v1.token}`,
        `${origin}/${name}${paths.v2.token}`,
      ]),
    )
    .some((here) => here.toLowerCase() === audience.toLowerCase())

/** Recorded, without the way to the portal that stands behind it there. */
const notSigned = ({ clientId }: Client, reason: string): OAuthError =>
  new OAuthError(
    'AssertionNotSigned',
    `The certificate with identifier used to sign the client assertion is not registered on application. ` +
      `[Reason - ${reason}, app Id '${clientId}'].`,
  )

/** Documented. */
const notOfClient = (): OAuthError =>
  new OAuthError('AssertionOfAnother', "Client assertion application identifier doesn't match 'client_id' parameter.")

/** Documented. */
const notForHere = (): OAuthError =>
  new OAuthError('AssertionForAnother', 'Client assertion audience claim does not match Realm issuer.')
