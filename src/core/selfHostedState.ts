import type { SeenNode } from './seenNode.ts'

export const selfHostedStates = ['NeedRegistration', 'Online', 'Limited', 'Offline'] as const

/**
 * How a self-hosted runtime is, by its nodes: Online when all of them are, Offline when none is, Limited in between.
 * Documented. A node that is itself Limited is connected, and so leaves its runtime Limited rather than Offline: assumed.
 */
export const selfHostedState = (nodes: readonly SeenNode[]): (typeof selfHostedStates)[number] => {
  const statuses = nodes.map(({ properties }) => properties.status)
  if (statuses.length === 0) return 'NeedRegistration'
  if (statuses.every((status) => status === 'Online')) return 'Online'
  return statuses.some((status) => status === 'Online' || status === 'Limited') ? 'Limited' : 'Offline'
}
