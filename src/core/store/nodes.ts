import type { Node } from '../node.ts'

/** What the core needs kept of nodes. Whether one has expired is the caller's to see. */
export interface NodeReader {
  findNode(runtimeUid: string, nodeName: string): Promise<Node | undefined>
  /** By the id of its registration. */
  findNodeById(id: string): Promise<Node | undefined>
  /** By name in lower case. */
  listNodes(runtimeUid: string): Promise<Node[]>
}

export interface NodeWriter {
  /** One for each runtime and name. */
  saveNode(node: Node): Promise<void>
  deleteNode(runtimeUid: string, nodeName: string): Promise<boolean>
}
