import { CloudError } from './errors.ts'

/** Addresses in Azure's own words. Names keep the letter case that they were created with; equality ignores it. */
export interface ResourceGroupId {
  readonly subscriptionId: string
  readonly resourceGroupName: string
}

export interface FactoryId extends ResourceGroupId {
  readonly factoryName: string
}

export interface RuntimeId extends FactoryId {
  readonly integrationRuntimeName: string
}

export const formatSubscriptionId = (subscriptionId: string): string => `/subscriptions/${subscriptionId}`

export const formatResourceGroupId = (id: ResourceGroupId): string =>
  `${formatSubscriptionId(id.subscriptionId)}/resourceGroups/${id.resourceGroupName}`

/** A factory's own id ends in its name in lower case. Recorded. */
export const formatFactoryId = (id: FactoryId): string => factoryPath(id, id.factoryName.toLowerCase())

/** Within a runtime's id the factory keeps its letter case, and the type is in lower case. Recorded. */
export const formatRuntimeId = (id: RuntimeId): string =>
  `${factoryPath(id, id.factoryName)}/integrationruntimes/${id.integrationRuntimeName}`

const factoryPath = (id: ResourceGroupId, factoryName: string): string =>
  `${formatResourceGroupId(id)}/providers/Microsoft.DataFactory/factories/${factoryName}`

/** The names in the id of a subscription, or of something in it. */
export type ParsedId = Partial<RuntimeId> & Pick<RuntimeId, 'subscriptionId'>

/** The names in the id of a subscription, a group, a factory or a runtime; undefined for a text that is none. */
export const parseId = (text: string): ParsedId | undefined => {
  const [, subscriptionId, resourceGroupName, factoryName, integrationRuntimeName] = idPattern.exec(text) ?? []
  if (subscriptionId === undefined) return undefined
  return {
    subscriptionId,
    ...(resourceGroupName !== undefined && { resourceGroupName }),
    ...(factoryName !== undefined && { factoryName }),
    ...(integrationRuntimeName !== undefined && { integrationRuntimeName }),
  }
}

const idPattern = new RegExp(
  '^/subscriptions/([^/]+)(?:/resourceGroups/([^/]+)' +
    '(?:/providers/Microsoft\\.DataFactory/factories/([^/]+)(?:/integrationRuntimes/([^/]+))?)?)?$',
  'i',
)

/** The id of a runtime in a text; undefined for a text that is none. */
export const parseRuntimeId = (text: string): RuntimeId | undefined => {
  const { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName } = parseId(text) ?? {}
  if (!subscriptionId || !resourceGroupName || !factoryName || !integrationRuntimeName) return undefined
  return { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName }
}

/** The id of a factory in a text; undefined for a text that is none. */
export const parseFactoryId = (text: string): FactoryId | undefined => {
  const { subscriptionId, resourceGroupName, factoryName, integrationRuntimeName } = parseId(text) ?? {}
  if (!subscriptionId || !resourceGroupName || !factoryName || integrationRuntimeName) return undefined
  return { subscriptionId, resourceGroupName, factoryName }
}

/** The keys under which resources are stored: their ids in lower case, because Resource Manager's ids ignore it. */
export const resourceGroupKey = (id: ResourceGroupId): string => formatResourceGroupId(id).toLowerCase()
export const factoryKey = (id: FactoryId): string => formatFactoryId(id).toLowerCase()
export const runtimeKey = (id: RuntimeId): string => formatRuntimeId(id).toLowerCase()

/** Recorded, but for the second sentence, which is documented. */
export const factoryNotFound = (id: FactoryId): CloudError =>
  new CloudError(
    'ResourceNotFound',
    `The Resource 'Microsoft.DataFactory/factories/${id.factoryName}' under resource group '${id.resourceGroupName}' was not found. ` +
      'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  )

/** Recorded. */
export const runtimeNotFound = (id: RuntimeId): CloudError =>
  new CloudError('NotFound', 'The document could not be retrieved because it does not exist.', {
    target: formatRuntimeId(id),
  })

/** Documented. */
export const resourceGroupNotFound = (id: ResourceGroupId): CloudError =>
  new CloudError('ResourceGroupNotFound', `Resource group '${id.resourceGroupName}' could not be found.`)
