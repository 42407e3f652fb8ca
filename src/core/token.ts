import { isJsonObject, type JsonObject } from './json.ts'

/**
 * Answers with the claims of a token that one of the server's own keys signed with RS256, undefined for any other text.
 * Looks at the signature alone: times, audience, issuer and tenant are the caller's to check, at each request.
 */
export type VerifySignature = (token: string) => Promise<JsonObject | undefined>

/**
 * Answers with the claims of a token that an issuer of somebody else's signed, with a key that it publishes, and that has
 * its `iss`; undefined for any other text. Times, audience and subject are the caller's to check, at each use.
 *
 * @throws IssuerUnavailable when it cannot be said, because the issuer's keys cannot be read.
 */
export type VerifyOutside = (token: string, issuer: OutsideIssuer) => Promise<JsonObject | undefined>

export interface OutsideIssuer {
  /** Letter by letter the `iss` of its tokens. */
  readonly issuer: string
  /** Where its keys are; undefined where its discovery document says so. */
  readonly jwksUri?: string | undefined
}

/** One whose access tokens are taken. */
export interface TrustedIssuer extends OutsideIssuer {
  /** The tenant that its callers are of, lower case; no token of it counts anywhere else. */
  readonly tenantId: string
  /** A token must be for one of these, letter by letter. */
  readonly audiences: readonly string[]
}

/** How far ahead of ours the clock of whoever made a token may be. */
export const clockSkewSeconds = 300

/** Whether a claim is a time: seconds since 1970, within what a date can be. */
export const isTime = (claim: unknown): claim is number => typeof claim === 'number' && Math.abs(claim) <= 8.64e12

/** The claims that a text says it has as a JWT; undefined for one that is none. Nothing of them is checked. */
export const unverifiedClaims = (token: string): JsonObject | undefined => {
  const [, payload = ''] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? []
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return isJsonObject(claims) ? claims : undefined
  } catch {
    return undefined
  }
}

/** The `iss` that a token says it has. It only says whose keys to check it with. */
export const claimedIssuer = (token: string): string | undefined => {
  const { iss } = unverifiedClaims(token) ?? {}
  return typeof iss === 'string' ? iss : undefined
}

/** Whom a token is for: `aud` may be one text or a list. RFC 7519, 4.1.3. */
export const audiencesIn = ({ aud }: JsonObject): readonly string[] =>
  [aud].flat().filter((one): one is string => typeof one === 'string')

/** The resources that the real Resource Manager takes tokens for; a server's own origins come beside them. Documented. */
export const azureAudiences: readonly string[] = [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
]

/** Every audience that Resource Manager takes: Azure's own, and the server's origins with and without a slash behind. */
export const resourceManagerAudiences = (origins: readonly string[]): readonly string[] => [
  ...azureAudiences,
  ...origins.flatMap((origin) => [`${origin}/`, origin]),
]

/** The issuer of a tenant's tokens: the same origin as the token endpoint, which MSAL insists on. */
export const issuerOf = (origin: string, tenantId: string): string => `${origin}/${tenantId}/v2.0`
