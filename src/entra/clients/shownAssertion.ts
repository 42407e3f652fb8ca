import type { Tenant } from '../../core/tenant.ts'
import type { Client } from './client.ts'

/** A JWT that an application shows in place of a secret. RFC 7523, 2.2. */
export interface ShownAssertion {
  readonly assertion: string
  readonly client: Client
  readonly tenant: Tenant
  /** As the path of the request has it: an id, a domain, or a word such as `common`. */
  readonly tenantName: string
}
