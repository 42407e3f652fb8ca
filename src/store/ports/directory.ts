import type { DirectoryReader, DirectoryWriter } from '../../core/store/directory.ts'
import { findPrincipal, findPrincipalById, listPrincipals, listPrincipalsNamed, savePrincipal } from '../principals.ts'
import { addServerSecret, findServerSecret } from '../serverSecrets.ts'
import { listSigningKeys, saveSigningKey } from '../signingKeys.ts'
import { findTenant, saveTenant } from '../tenants.ts'
import {
  countTickets,
  deleteOldestTicketsOf,
  deleteTicket,
  deleteTicketsOf,
  findTicket,
  findTicketOf,
  forgetTicketsBefore,
  saveTicket,
} from '../tickets.ts'
import { addWorld, findWorld } from '../worlds.ts'
import type { On } from './boundTo.ts'

export const directoryReader = (on: On): DirectoryReader => ({
  findTenant: on(findTenant),
  findPrincipal: on(findPrincipal),
  listPrincipalsNamed: on(listPrincipalsNamed),
  findPrincipalById: on(findPrincipalById),
  listPrincipals: on(listPrincipals),
  findTicket: on(findTicket),
  findTicketOf: on(findTicketOf),
  countTickets: on(countTickets),
  listSigningKeys: on(listSigningKeys),
  findServerSecret: on(findServerSecret),
  findWorld: on(findWorld),
})

export const directoryWriter = (on: On): DirectoryWriter => ({
  saveTenant: on(saveTenant),
  savePrincipal: on(savePrincipal),
  saveTicket: on(saveTicket),
  deleteTicket: on(deleteTicket),
  deleteTicketsOf: on(deleteTicketsOf),
  deleteOldestTicketsOf: on(deleteOldestTicketsOf),
  forgetTicketsBefore: on(forgetTicketsBefore),
  saveSigningKey: on(saveSigningKey),
  addServerSecret: on(addServerSecret),
  addWorld: on(addWorld),
})
