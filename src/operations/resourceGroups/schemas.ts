import { type Static, Type } from 'typebox'
import type { ResourceGroup } from '../../core/resourceGroup.ts'
import { formatResourceGroupId } from '../../core/resourceId.ts'
import { Optional } from '../../schemas/optional.ts'
import { Tags } from '../../schemas/tags.ts'

export const ResourceGroupBody = Type.Object({
  location: Type.Optional(Type.String({ description: 'Region, by its short or its display name.' })),
  tags: Optional(Tags),
})

export const ResourceGroupReply = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    type: Type.Literal('Microsoft.Resources/resourceGroups'),
    location: Type.String(),
    tags: Tags,
    properties: Type.Object({ provisioningState: Type.Literal('Succeeded') }, { additionalProperties: false }),
  },
  { additionalProperties: false },
)

export const toResourceGroupReply = ({ id, location, tags }: ResourceGroup): Static<typeof ResourceGroupReply> => ({
  id: formatResourceGroupId(id),
  name: id.resourceGroupName,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  tags,
  properties: { provisioningState: 'Succeeded' },
})
