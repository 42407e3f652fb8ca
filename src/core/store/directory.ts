import type { Principal } from '../principal.ts'
import type { SigningKey } from '../signingKey.ts'
import type { StoredWorld } from '../storedWorld.ts'
import type { Tenant } from '../tenant.ts'
import type { Ticket, TicketKind } from '../ticket.ts'

/** What the core needs kept of who can sign in, and of what the server was begun with. */
export interface DirectoryReader {
  /** By id or by default domain. */
  findTenant(idOrDomain: string): Promise<Tenant | undefined>
  findPrincipal(tenantId: string, name: string): Promise<Principal | undefined>
  /** Of all tenants. */
  listPrincipalsNamed(name: string): Promise<Principal[]>
  findPrincipalById(tenantId: string, objectId: string): Promise<Principal | undefined>
  /** Those of a tenant; by name. */
  listPrincipals(tenantId: string, kind: Principal['kind']): Promise<Principal[]>
  /** Whether it has expired is the caller's to see. */
  findTicket(kind: TicketKind, hash: string): Promise<Ticket | undefined>
  /** The same, for the one of its kind in a family; the one that ends last where there are several. */
  findTicketOf(family: string, kind: TicketKind): Promise<Ticket | undefined>
  countTickets(kind: TicketKind): Promise<number>
  /** Oldest first. */
  listSigningKeys(): Promise<SigningKey[]>
  /** What the server has made for itself, in base64. */
  findServerSecret(name: string): Promise<string | undefined>
  /** The world that the store was begun with; undefined for a fresh one. */
  findWorld(): Promise<StoredWorld | undefined>
}

export interface DirectoryWriter {
  saveTenant(tenant: Tenant): Promise<void>
  savePrincipal(principal: Principal): Promise<void>
  saveTicket(ticket: Ticket): Promise<void>
  deleteTicket(kind: TicketKind, hash: string): Promise<boolean>
  /** All that come of one sign-in. */
  deleteTicketsOf(family: string): Promise<void>
  /** Those of one sign-in and kind that end first, so that `count` are left. */
  deleteOldestTicketsOf(family: string, of: { readonly kind: TicketKind; readonly count: number }): Promise<void>
  /** @param ms milliseconds since 1970. */
  forgetTicketsBefore(ms: number): Promise<void>
  saveSigningKey(key: SigningKey): Promise<void>
  addServerSecret(name: string, secret: string): Promise<void>
  addWorld(world: StoredWorld): Promise<void>
}
