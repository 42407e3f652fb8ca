/** Says that a factory may use a runtime that another one shares. Kept with the shared runtime. */
export interface Link {
  readonly sharedUid: string
  /** Name of the linked runtime. */
  readonly name: string
  readonly subscriptionId: string
  /** Of the factory that links. */
  readonly factoryName: string
  readonly location: string
  readonly createTime: string
  /** The linked runtime; undefined as long as nobody has made one. */
  readonly linkedUid: string | undefined
}
