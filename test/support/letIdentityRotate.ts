import { randomUUID } from 'node:crypto'
import type { Lazulite } from 'lazulite'
import { authorizationClient } from './azureClients.ts'
import { sampleSubscriptionId } from './documentedSample.ts'
import { nobody, owner, roleIds } from './known.ts'

/** Gives the machine's identity, which has no role in a fresh world, the one it needs to rotate the keys of the sample. */
export const letIdentityRotate = async (azure: Lazulite): Promise<void> => {
  const scope = `/subscriptions/${sampleSubscriptionId}`
  const client = authorizationClient(azure, { ...owner, subscriptionId: sampleSubscriptionId })
  await client.roleAssignments.create(scope, randomUUID(), {
    principalId: nobody.objectId,
    principalType: 'ServicePrincipal',
    roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${roleIds['Data Factory Contributor']}`,
  })
}
