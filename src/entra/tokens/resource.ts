import type { Origins } from '../../core/origins.ts'
import { shown } from '../../core/shown.ts'
import type { Tenant } from '../../core/tenant.ts'
import { resourceManagerAudiences } from '../../core/token.ts'
import { notInstalled } from '../notInstalled.ts'
import { OAuthError } from '../oauthError.ts'

/** What an access token is good at. */
export interface Resource {
  /** As it was asked for, letter by letter. One text, never a list: Terraform reads no other. */
  readonly audience: string
  /** Microsoft Graph, for which clients such as Terraform want a token though it is not here; else Resource Manager. */
  readonly isGraph: boolean
}

/** Microsoft Graph, by its names of today and of before. */
const graphAudiences: readonly string[] = ['https://graph.microsoft.com', 'https://graph.windows.net']

/** What is meant where no resource is named: OpenID Connect's own scopes are Graph's, all else is Resource Manager's. */
export const presetAudiences = { arm: 'https://management.azure.com', graph: 'https://graph.microsoft.com' } as const

/**
 * The resource of an audience.
 *
 * @throws OAuthError `ResourceNotFound` for an audience that no token is given out for. Recorded.
 */
export const requireResource = (
  audience: string,
  { origins, tenant }: { readonly origins: Origins; readonly tenant: Pick<Tenant, 'displayName'> },
): Resource => {
  const isGraph = isGraphAudience(audience, origins)
  if (isGraph || resourceManagerAudiences(origins.all).includes(audience)) return { audience, isGraph }
  throw new OAuthError(
    'ResourceNotFound',
    `The resource principal named ${shown(audience)} was not found in the tenant named ${tenant.displayName}. ` +
      `This can happen if the application ${notInstalled} ` +
      'You might have sent your authentication request to the wrong tenant.',
  )
}

/** Whether an audience is Graph, if it is any that tokens are given out for: before it is known what is asked, and where. */
export const canOnlyBeGraph = (audience: string): boolean =>
  [...graphAudiences, '/graph'].some((name) => audience.replace(/\/$/, '').endsWith(name))

/** Whether an audience is Microsoft Graph. */
export const isGraphAudience = (audience: unknown, { all }: Origins): boolean =>
  graphAudiencesAt(all).some((one) => one === audience)

/** Graph's own, and its place on each origin, each with and without a slash behind. */
const graphAudiencesAt = (origins: readonly string[]): readonly string[] =>
  [...graphAudiences, ...origins.map((origin) => `${origin}/graph`)].flatMap((one) => [one, `${one}/`])
