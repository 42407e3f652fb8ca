import { builtInWorld } from '../../src/world/builtInWorld.ts'
import type { World, WorldTenant } from '../../src/world/worldSchema.ts'

const withoutSecrets = ({
  users = [],
  applications = [],
  roleAssignments = [],
  ...tenant
}: WorldTenant): WorldTenant => ({
  ...tenant,
  applications: applications.map(({ secret: _, ...application }) => application),
  roleAssignments: roleAssignments.filter(({ principalId }) => !users.some(({ objectId }) => objectId === principalId)),
})

/** The built-in world without users and secrets: there is nothing in it that a made-up request could hit upon. */
export const worldWithoutSecrets: World = { ...builtInWorld, tenants: builtInWorld.tenants.map(withoutSecrets) }
