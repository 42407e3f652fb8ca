import { CloudError } from './errors.ts'
import { foldCase } from './letterCase.ts'
import { regions } from './regions.ts'

const displayNames: ReadonlyMap<string, string> = new Map(regions.map(({ name, displayName }) => [name, displayName]))

export const locations: readonly string[] = [...displayNames.keys()]

/** `East US` and `eastus` are one place: the short name of either, in lower case. */
export const normalizeLocation = (location: string): string => foldCase(location.replaceAll(' ', ''))

/** Whether Azure has a region of that short or display name. */
export const isKnownLocation = (location: string): boolean => displayNames.has(normalizeLocation(location))

export const sameLocation = (one: string, other: string): boolean => normalizeLocation(one) === normalizeLocation(other)

/** Display names, as a provider lists where it can be used. */
export const locationDisplayNames: readonly string[] = [...displayNames.values()]

/** `serviceRegion` of a runtime's status: the initials of the region's words. Recorded for East US (`eu`), assumed else. */
export const serviceRegion = (location: string): string =>
  (displayNames.get(normalizeLocation(location)) ?? location)
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
