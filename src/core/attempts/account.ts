/** Whose a secret is to be, as the request says: whether there is anybody of that name does not show in it. */
export interface Account {
  /** Each has names of its own. */
  readonly kind: 'application' | 'authKey' | 'device' | 'node' | 'user'
  /** Where the secret is shown; empty where the request leaves that open. */
  readonly tenantId: string
  /** The same in any letter case. */
  readonly name: string
}

/** The account as one list, alike for all that mean the same. */
export const partsOf = ({ kind, tenantId, name }: Account): readonly string[] => [kind, tenantId, name.toLowerCase()]
