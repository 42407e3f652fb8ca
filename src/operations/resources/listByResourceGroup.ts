import { Type } from 'typebox'
import { formatFactoryId } from '../../core/resourceId.ts'
import { ok, operation } from '../operation.ts'
import { resourceGroupPath } from '../paths.ts'
import { listOf, Tags } from '../schemas.ts'

const Resource = Type.Object(
  { id: Type.String(), name: Type.String(), type: Type.String(), location: Type.String(), tags: Tags },
  { additionalProperties: false },
)

/** What is in a resource group: its factories, by name. Terraform looks here before it deletes a group. */
export const listByResourceGroup = operation({
  id: 'Resources_ListByResourceGroup',
  method: 'GET',
  path: `${resourceGroupPath}/resources`,
  action: 'Microsoft.Resources/subscriptions/resourceGroups/resources/read',
  summary: 'Lists what is in a resource group.',
  effect: 'read',
  body: null,
  replies: { 200: listOf(Resource) },

  handle: async ({ target }, tx) => {
    const factories = await tx.listFactories(target)
    const value = factories.map(({ id, location, tags }) => ({
      id: formatFactoryId(id),
      name: id.factoryName,
      type: 'Microsoft.DataFactory/factories',
      location,
      tags,
    }))
    return ok({ value })
  },
})
