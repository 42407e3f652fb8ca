import { isSameJson } from './isSameJson.ts'
import type { Node } from './node.ts'

/** What each heartbeat says anew, and the next one replaces: all that may be kept a moment later, or be lost. */
export type NodeFigures = Pick<Node, 'heartbeatMs' | 'monitoring'>

export const figuresOf = ({ heartbeatMs, monitoring }: Node): NodeFigures => ({ heartbeatMs, monitoring })

/** Figures that wait to be kept. */
export interface PendingFigures extends NodeFigures {
  /** The heartbeat that was the last one kept when they came. */
  readonly afterMs: number
}

/**
 * A node as it is kept, with the figures that have come of it, unless others were kept since. Clocks are set back: what is
 * from an earlier moment may still be the newest.
 */
export const withFigures = (node: Node, { afterMs, ...figures }: PendingFigures): Node =>
  figures.heartbeatMs > node.heartbeatMs || node.heartbeatMs === afterMs ? { ...node, ...figures } : node

/** Whether two accounts of a node are the same but for figures. */
export const differInFiguresAlone = (one: Node, other: Node): boolean => isSameJson(lasting(one), lasting(other))

/** As a store gives it back: without members that are undefined. */
const lasting = (node: Node): unknown => JSON.parse(JSON.stringify({ ...node, heartbeatMs: 0, monitoring: undefined }))
