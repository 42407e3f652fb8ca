import { nodeSoftwareTooOld } from './nodeRefusals.ts'
import type { NodeRules } from './nodeRules.ts'
import { isNewer } from './nodeSoftware.ts'

/**
 * Refuses software that is older than the setting allows.
 *
 * @throws CloudError `NodeSoftwareTooOld`.
 */
export const requireSoftware = (version: string, { oldestVersion }: Pick<NodeRules, 'oldestVersion'>): void => {
  if (isNewer(oldestVersion, version)) throw nodeSoftwareTooOld(version, oldestVersion)
}
