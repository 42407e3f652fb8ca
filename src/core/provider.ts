import { CloudError } from './errors.ts'
import { foldCase } from './letterCase.ts'
import { locationDisplayNames } from './location.ts'

export interface ResourceType {
  /** Below its provider: `factories/integrationRuntimes`. */
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

/** The versions are documented; their order is assumed. */
export const dataFactoryApiVersions = ['2017-09-01-preview', '2018-06-01'] as const

const dataFactoryTypes = [
  'factories',
  'factories/integrationRuntimes',
  'factories/integrationRuntimes/nodes',
  'factories/managedVirtualNetworks',
  'locations',
  'operations',
]

/** Resource Manager takes any version for its own types; these are the ones that it is asked for most. */
const ownType = (resourceType: string, ...apiVersions: string[]): ResourceType => ({
  resourceType,
  locations: [],
  apiVersions,
})

const authorizationTypes = [
  ownType('permissions', '2015-07-01', '2022-04-01'),
  ownType('roleAssignments', '2015-07-01', '2020-04-01-preview', '2022-04-01'),
  ownType('roleDefinitions', '2015-07-01', '2018-01-01-preview', '2022-04-01', '2022-05-01-preview'),
]

/** What the Activity Log is asked at. */
const insightsTypes = [ownType('eventtypes', '2014-04-01', '2015-04-01')]

export const providers: readonly Provider[] = [
  {
    namespace: 'Microsoft.DataFactory',
    registration: 'onRequest',
    resourceTypes: dataFactoryTypes.map((resourceType) => ({
      resourceType,
      locations: resourceType.startsWith('factories') ? locationDisplayNames : [],
      apiVersions: dataFactoryApiVersions,
    })),
  },
  { namespace: 'Microsoft.Authorization', registration: 'always', resourceTypes: authorizationTypes },
  { namespace: 'Microsoft.Insights', registration: 'always', resourceTypes: insightsTypes },
  { namespace: 'Microsoft.Resources', registration: 'always', resourceTypes: [] },
]

/** The provider of that namespace, whatever its letter case. */
export const findProvider = (namespace: string): Provider | undefined =>
  providers.find((provider) => foldCase(provider.namespace) === foldCase(namespace))

/**
 * The provider of that namespace, whatever its letter case.
 *
 * @throws CloudError `InvalidResourceNamespace`. From memory of the real service: assumed.
 */
export const requireProvider = (namespace: string): Provider => {
  const provider = findProvider(namespace)
  if (provider) return provider
  throw new CloudError('InvalidResourceNamespace', `The resource namespace '${namespace.slice(0, 100)}' is invalid.`)
}

/**
 * Whether a subscription may use a provider.
 *
 * @param registered the namespaces that the subscription has registered on request.
 */
export const isRegistered = ({ namespace, registration }: Provider, registered: readonly string[]): boolean =>
  registration === 'always' || registered.some((one) => foldCase(one) === foldCase(namespace))

/** Recorded. */
export const subscriptionNotRegistered = (namespace: string): CloudError => {
  const message =
    `The subscription is not registered to use namespace '${namespace}'. ` +
    'See https://aka.ms/rps-not-found for how to register subscriptions.'
  const detail = new CloudError('MissingSubscriptionRegistration', message, { target: namespace })
  return new CloudError('MissingSubscriptionRegistration', message, { details: [detail] })
}
