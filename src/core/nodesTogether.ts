import { dispatcherOf } from './dispatcherOf.ts'
import { type VersionStatus, versionStatusOf } from './nodeSoftware.ts'
import type { SeenNode } from './seenNode.ts'

/** What is told of a runtime because its nodes say so. */
interface NodesTogether {
  /** That of most nodes; undefined without any. Documented. */
  readonly version: string | undefined
  readonly versionStatus: VersionStatus
  /** Those of the node that fetches work; while none does, those of the first. Assumed. */
  readonly capabilities: Readonly<Record<string, string>>
  /** Of the same node. */
  readonly localTimeZoneOffset: string | undefined
}

export const nodesTogether = (nodes: readonly SeenNode[]): NodesTogether => {
  const version = mostFrequent(nodes.map(({ properties }) => properties.version))
  const speaker = dispatcherOf(nodes) ?? nodes[0]
  return {
    version,
    versionStatus: versionStatusOf(version),
    capabilities: speaker?.properties.capabilities ?? {},
    localTimeZoneOffset: speaker?.localTimeZoneOffset,
  }
}

/** The first of those that are there most often. */
const mostFrequent = (texts: readonly string[]): string | undefined => {
  const countOf = (text: string): number => texts.filter((one) => one === text).length
  return texts.toSorted((one, other) => countOf(other) - countOf(one))[0]
}
