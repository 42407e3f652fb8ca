import { CloudError } from './errors.ts'
import { locationDisplayNames, locations } from './location.ts'

export interface ResourceType {
  readonly resourceType: string
  readonly locations: readonly string[]
  readonly apiVersions: readonly string[]
}

export interface Provider {
  readonly namespace: string
  /** Resource Manager's own are registered in every subscription; others when somebody asks for it. */
  readonly registration: 'always' | 'onRequest'
  readonly resourceTypes: readonly ResourceType[]
}

/** Documented; the order is assumed. */
const dataFactoryApiVersions: readonly string[] = ['2017-09-01-preview', '2018-06-01']

const dataFactoryTypes = [
  'factories',
  'factories/integrationRuntimes',
  'factories/managedVirtualNetworks',
  'operations',
]

export const providers: readonly Provider[] = [
  {
    namespace: 'Microsoft.DataFactory',
    registration: 'onRequest',
    resourceTypes: dataFactoryTypes.map((resourceType) => ({
      resourceType,
      locations: resourceType === 'operations' ? [] : locationDisplayNames,
      apiVersions: dataFactoryApiVersions,
    })),
  },
  ...['Microsoft.Authorization', 'Microsoft.Insights', 'Microsoft.Resources'].map(
    (namespace): Provider => ({ namespace, registration: 'always', resourceTypes: [] }),
  ),
]

/** Whatever the letter case of the name. */
export const findProvider = (namespace: string): Provider | undefined =>
  providers.find((provider) => provider.namespace.toLowerCase() === namespace.toLowerCase())

/** A date, with or without `-preview`: what Resource Manager takes for a version at all. */
const wellFormedApiVersion = /^\d{4}-\d{2}-\d{2}(-preview)?$/

/**
 * @param given the value of the query parameter; undefined when it is not there.
 * @throws CloudError `MissingApiVersionParameter` or `InvalidApiVersionParameter`. Both documented.
 */
export const checkApiVersion = (given: string | undefined): void => {
  if (!given) {
    throw new CloudError(
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    )
  }
  if (!wellFormedApiVersion.test(given)) {
    const supported = dataFactoryApiVersions.toReversed().join(',')
    throw new CloudError(
      'InvalidApiVersionParameter',
      `The api-version '${given}' is invalid. The supported versions are '${supported}'.`,
    )
  }
}

/**
 * Refuses a well-formed version that the type does not have. Only Data Factory's types know theirs; Resource Manager's
 * own take every version.
 *
 * @throws CloudError `NoRegisteredProviderFound`. Documented, for a resource whose location is known: assumed to be
 * empty here, because the version is looked at before the resource.
 */
export const checkTypeApiVersion = (resourceType: string, given: string): void => {
  if (dataFactoryApiVersions.includes(given.toLowerCase())) return
  throw new CloudError(
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '' and API version '${given}' for type '${resourceType}'. ` +
      `The supported api-versions are '${dataFactoryApiVersions.join(', ')}'. The supported locations are '${locations.join(', ')}'.`,
  )
}

/** Recorded. */
export const subscriptionNotRegistered = (namespace: string): CloudError => {
  const message =
    `The subscription is not registered to use namespace '${namespace}'. ` +
    'See https://aka.ms/rps-not-found for how to register subscriptions.'
  const detail = new CloudError('MissingSubscriptionRegistration', message, { target: namespace })
  return new CloudError('MissingSubscriptionRegistration', message, { details: [detail] })
}

/** From memory of the real service: assumed. */
export const namespaceNotFound = (namespace: string): CloudError =>
  new CloudError('InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`)

/** @param registered the namespaces that a subscription has registered on request. */
export const isRegistered = ({ namespace, registration }: Provider, registered: readonly string[]): boolean =>
  registration === 'always' || registered.some((one) => one.toLowerCase() === namespace.toLowerCase())
