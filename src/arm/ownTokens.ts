import type { JsonObject } from '../core/json.ts'
import { azureAudiences, issuerOf, resourceManagerAudiences } from '../core/token.ts'
import type { Authentication, TokenRules } from './authentication.ts'

/** The server's own tokens: of any of its tenants, which each names, and for one audience alone. */
export const ownTokens = ({ origins, verifySignature }: Authentication): TokenRules => ({
  verify: verifySignature,
  isIssuer: (iss) => origins.all.some((origin) => iss.startsWith(`${origin}/`)),
  audiences: azureAudiences,
  isForUs: ({ aud }) => typeof aud === 'string' && resourceManagerAudiences(origins.all).includes(aud),
  notBefore: ({ nbf }) => nbf,
  tenantId: ({ tid, iss }) =>
    typeof tid === 'string' && origins.all.some((origin) => iss === issuerOf(origin, tid)) ? tid : undefined,
  objectId: ({ oid }) => (typeof oid === 'string' ? oid : undefined),
  name: nameIn,
})

const nameIn = ({ upn, appid }: JsonObject): string | undefined =>
  [upn, appid].find((name): name is string => typeof name === 'string')
