import { Type } from 'typebox'
import { factoryOrder } from '../../core/factory.ts'
import { formatFactoryId } from '../../core/resourceId.ts'
import { Tags } from '../../schemas/tags.ts'
import { ok, operation } from '../operation.ts'
import { pageOf, readPage } from '../page.ts'
import { resourceGroupPath } from '../paths.ts'

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
  replies: { 200: pageOf(Resource) },

  handle: async ({ target, page }, tx) =>
    ok(
      await readPage(page, {
        list: (range) => tx.listFactories(target, range),
        keyOf: factoryOrder,
        show: ({ id, location, tags }) => ({
          id: formatFactoryId(id),
          name: id.factoryName,
          type: 'Microsoft.DataFactory/factories',
          location,
          tags,
        }),
      }),
    ),
})
