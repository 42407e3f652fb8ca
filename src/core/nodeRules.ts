/** What is asked of nodes: as the settings say. */
export interface NodeRules {
  /** How many one runtime can have. */
  readonly maxNodes: number
  /** After how many milliseconds of silence one is forgotten. */
  readonly expiryMs: number
  /** Older software is refused. */
  readonly oldestVersion: string
  /** Whether a node is refused once the key that it depends on is superseded. */
  readonly followKeys: boolean
}
