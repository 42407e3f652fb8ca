import type { JsonObject } from './json.ts'

/**
 * Answers with the claims of a token that one of the server's own keys signed with RS256, undefined for any other text.
 * Looks at the signature alone: times, audience, issuer and tenant are the caller's to check, at each request.
 */
export type VerifySignature = (token: string) => Promise<JsonObject | undefined>

/** The resources that the real Resource Manager takes tokens for; a server's own origins come beside them. Documented. */
const armAudiences = [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
]

/** Every audience that Resource Manager takes: Azure's own, and the server's origins with and without a slash behind. */
export const resourceManagerAudiences = (origins: readonly string[]): readonly string[] => [
  ...armAudiences,
  ...origins.flatMap((origin) => [`${origin}/`, origin]),
]

/** The issuer of a tenant's tokens: the same origin as the token endpoint, which MSAL insists on. */
export const issuerOf = (origin: string, tenantId: string): string => `${origin}/${tenantId}/v2.0`
