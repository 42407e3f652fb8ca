/** Who a request comes from, as its token says. */
export interface Caller {
  readonly tenantId: string
  readonly objectId: string
  /** How error messages name the caller: an application's id, a user's sign-in name. */
  readonly name: string
}
