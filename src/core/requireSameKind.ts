import { CloudError } from './errors.ts'
import { isSameJson } from './isSameJson.ts'
import type { Runtime } from './runtime.ts'

/**
 * Refuses what a runtime keeps for life: its type, and the network that a managed one lies in.
 *
 * @throws CloudError `DataFactoryPropertyUpdateNotSupported`. Documented.
 */
export const requireSameKind = (existing: Runtime, next: Pick<Runtime, 'properties' | 'type'>): void => {
  if (existing.type !== next.type) throw updateNotSupported('type')
  if (existing.type !== 'Managed') return
  const [before, after] = [existing, next].map(({ properties }) => properties.managedVirtualNetwork ?? null)
  if (!isSameJson(before, after)) throw updateNotSupported('managedVirtualNetwork')
}

const updateNotSupported = (property: string): CloudError =>
  new CloudError('DataFactoryPropertyUpdateNotSupported', `Updating property ${property} is not supported.`)
