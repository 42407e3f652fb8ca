export interface Tenant {
  readonly id: string
  readonly displayName: string
  readonly defaultDomain: string
}
