import { CloudError } from './errors.ts'
import { locations } from './location.ts'
import { dataFactoryApiVersions, type ResourceType } from './provider.ts'

/** A date, with or without `-preview`: what Resource Manager takes for a version at all. */
const wellFormed = /^\d{4}-\d{2}-\d{2}(-preview)?$/i

/**
 * The version that a request asks for, if it can be one at all.
 *
 * @param given the value of the query parameter; undefined when it is not there.
 * @throws CloudError `MissingApiVersionParameter` or `InvalidApiVersionParameter`. Both documented.
 */
export const checkApiVersion = (given: string | undefined): string => {
  if (!given) {
    throw new CloudError(
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    )
  }
  if (wellFormed.test(given)) return given
  throw new CloudError(
    'InvalidApiVersionParameter',
    `The api-version '${given.slice(0, 100)}' is invalid. ` +
      `The supported versions are '${dataFactoryApiVersions.toReversed().join(',')}'.`,
  )
}

/**
 * Refuses a well-formed version that a provider's type does not have. Resource Manager's own types take every version.
 *
 * @throws CloudError `NoRegisteredProviderFound`. Documented, for a resource whose location is known: assumed to be
 * empty here, because the version is looked at before the resource.
 */
export const checkTypeApiVersion = ({ resourceType, apiVersions }: ResourceType, given: string): void => {
  if (apiVersions.includes(given.toLowerCase())) return
  throw new CloudError(
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '' and API version '${given}' for type '${resourceType}'. ` +
      `The supported api-versions are '${apiVersions.join(', ')}'. The supported locations are '${locations.join(', ')}'.`,
  )
}
