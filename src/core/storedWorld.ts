/** What is remembered of the world that a store was begun with; all else of it is in tables of its own. */
export interface StoredWorld {
  /** A slow, salted hash of the whole world, to tell another one: passwords are in it. `built-in` for the built-in one. */
  readonly fingerprint: string
  /** Whether it is the one with the well-known credentials. */
  readonly isBuiltIn: boolean
  /** The first of each, which a person is shown when the server is ready. */
  readonly tenantId: string
  readonly subscriptionId: string | undefined
  readonly clientId: string | undefined
}
