import type { Parameters } from '../parameters.ts'
import { paths, type Version } from '../version.ts'

/** What an application has sent its user's browser here with: nothing of it is checked. */
export interface AuthorizationRequest {
  /** First segment of the path. */
  readonly tenantName: string
  readonly version: Version
  readonly parameters: Parameters
}

/** Path and query of the same request, for when the user has done what `prompt`, `login_hint` and `max_age` say. */
export const continueToOf = ({ tenantName, version, parameters }: AuthorizationRequest): string => {
  const { prompt: _done, login_hint: _shown, max_age: _fresh, ...others } = parameters
  return `/${tenantName}${paths[version].authorize}?${new URLSearchParams(others)}`
}
