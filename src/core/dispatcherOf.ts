import type { SeenNode } from './seenNode.ts'

const registeredAt = ({ properties }: SeenNode): number => Date.parse(properties.registerTime)

/**
 * The node that fetches work for all: the eldest that is online, and so there is never more than one. Documented, but for
 * the choice.
 */
export const dispatcherOf = (nodes: readonly SeenNode[]): SeenNode | undefined =>
  nodes
    .filter(({ properties }) => properties.status === 'Online')
    .toSorted((one, other) => registeredAt(one) - registeredAt(other))[0]
