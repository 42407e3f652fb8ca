import { CloudError } from './errors.ts'
import { foldCase } from './letterCase.ts'

/** Azure's public regions: short name → display name. */
const regions: Readonly<Record<string, string>> = {
  australiacentral: 'Australia Central',
  australiaeast: 'Australia East',
  australiasoutheast: 'Australia Southeast',
  brazilsouth: 'Brazil South',
  canadacentral: 'Canada Central',
  canadaeast: 'Canada East',
  centralindia: 'Central India',
  centralus: 'Central US',
  eastasia: 'East Asia',
  eastus: 'East US',
  eastus2: 'East US 2',
  francecentral: 'France Central',
  germanywestcentral: 'Germany West Central',
  israelcentral: 'Israel Central',
  italynorth: 'Italy North',
  japaneast: 'Japan East',
  japanwest: 'Japan West',
  jioindiawest: 'Jio India West',
  koreacentral: 'Korea Central',
  koreasouth: 'Korea South',
  mexicocentral: 'Mexico Central',
  newzealandnorth: 'New Zealand North',
  northcentralus: 'North Central US',
  northeurope: 'North Europe',
  norwayeast: 'Norway East',
  polandcentral: 'Poland Central',
  qatarcentral: 'Qatar Central',
  southafricanorth: 'South Africa North',
  southcentralus: 'South Central US',
  southeastasia: 'Southeast Asia',
  southindia: 'South India',
  spaincentral: 'Spain Central',
  swedencentral: 'Sweden Central',
  switzerlandnorth: 'Switzerland North',
  uaenorth: 'UAE North',
  uksouth: 'UK South',
  ukwest: 'UK West',
  westcentralus: 'West Central US',
  westeurope: 'West Europe',
  westindia: 'West India',
  westus: 'West US',
  westus2: 'West US 2',
  westus3: 'West US 3',
}

export const locations: readonly string[] = Object.keys(regions)

/** `East US` and `eastus` are one place: the short name of either, in lower case. */
export const normalizeLocation = (location: string): string => foldCase(location.replaceAll(' ', ''))

/** Whether Azure has a region of that short or display name. */
export const isKnownLocation = (location: string): boolean => Object.hasOwn(regions, normalizeLocation(location))

export const sameLocation = (one: string, other: string): boolean => normalizeLocation(one) === normalizeLocation(other)

/** Display names, as a provider lists where it can be used. */
export const locationDisplayNames: readonly string[] = Object.values(regions)

/** `serviceRegion` of a runtime's status: the initials of the region's words. Recorded for East US (`eu`), assumed else. */
export const serviceRegion = (location: string): string =>
  (regions[normalizeLocation(location)] ?? location)
    .split(' ')
    .map((word) => word.charAt(0).toLowerCase())
    .join('')

/**
 * The location that a resource of `resourceType` is to be made in, as it was written.
 *
 * @throws CloudError `LocationRequired`, or `LocationNotAvailableForResourceType` with the locations that there are. From
 * memory of the real service: assumed.
 */
export const requireLocation = (given: string | undefined, resourceType: string): string => {
  const location = requireSome(given)
  if (isKnownLocation(location)) return location
  throw new CloudError(
    'LocationNotAvailableForResourceType',
    `The provided location '${location.slice(0, 100)}' is not available for resource type '${resourceType}'. ` +
      `List of available regions for the resource type is '${locations.join(',')}'.`,
  )
}

/**
 * The location that a resource group is to be made in, as it was written.
 *
 * @throws CloudError `LocationRequired`, or `LocationNotAvailableForResourceGroup` with the locations that there are. From
 * memory of the real service: assumed.
 */
export const requireGroupLocation = (given: string | undefined): string => {
  const location = requireSome(given)
  if (isKnownLocation(location)) return location
  throw new CloudError(
    'LocationNotAvailableForResourceGroup',
    `The provided location '${location.slice(0, 100)}' is not available for resource group. ` +
      `List of available regions is '${locations.join(',')}'.`,
  )
}

const requireSome = (given: string | undefined): string => {
  if (given?.trim()) return given
  throw new CloudError('LocationRequired', 'The location property is required for this definition.')
}

interface Move {
  readonly name: string
  readonly resourceGroupName: string
  readonly from: string
  readonly to: string
}

/** A resource stays where it was made. From memory of the real service: assumed. */
export const resourceMoved = ({ name, resourceGroupName, from, to }: Move): CloudError =>
  new CloudError(
    'InvalidResourceLocation',
    `The resource '${name}' already exists in location '${normalizeLocation(from)}' in resource group '${resourceGroupName}'. ` +
      `A resource with the same name cannot be created in location '${to}'. Please select a new resource name.`,
  )

/** From memory of the real service: assumed. */
export const resourceGroupMoved = (from: string, to: string): CloudError =>
  new CloudError(
    'InvalidResourceGroupLocation',
    `Invalid resource group location '${to}'. The Resource group already exists in location '${normalizeLocation(from)}'.`,
  )
