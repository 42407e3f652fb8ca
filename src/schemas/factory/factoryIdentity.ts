import { Type } from 'typebox'
import type { JsonObject } from '../../core/json.ts'
import { mapOf } from '../mapOf.ts'
import { Optional } from '../optional.ts'

/** Documented, but for `None` and for the space behind the comma, which Terraform sends. */
const types = ['None', 'SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned', 'SystemAssigned, UserAssigned']

/** The identities that a factory has in its tenant: one of its own, or those that its user has given to it. */
export const FactoryIdentity = Type.Object({
  type: Type.Enum(types, { expects: "None, SystemAssigned, UserAssigned or 'SystemAssigned,UserAssigned'" }),
  userAssignedIdentities: Optional(mapOf(Type.Object({}))),
})

/** Without whose an identity is: the service alone says so. */
export const withoutPrincipal = ({ principalId: _, tenantId: __, ...identity }: JsonObject): JsonObject => identity
