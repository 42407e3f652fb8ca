import type { Range } from '../core/range.ts'
import type { ResourceGroup } from '../core/resourceGroup.ts'
import { type ResourceGroupId, resourceGroupKey } from '../core/resourceId.ts'
import { type Session, sql, sqlAfter } from './sql.ts'

interface ResourceGroupRow {
  subscription_id: string
  name: string
  location: string
  tags: string
}

const select = sqlAfter('select subscription_id, name, location, tags from resource_groups')

export const findResourceGroup = async (session: Session, id: ResourceGroupId): Promise<ResourceGroup | undefined> => {
  const [row] = await session.query<ResourceGroupRow>(select`where key = ${resourceGroupKey(id)}`)
  return row && toResourceGroup(row)
}

export const listResourceGroups = async (
  session: Session,
  subscriptionId: string,
  { after, limit }: Range,
): Promise<ResourceGroup[]> => {
  const behind = after && resourceGroupKey({ subscriptionId, resourceGroupName: after })
  const rows = await session.query<ResourceGroupRow>(
    select`where subscription_key = ${subscriptionId.toLowerCase()} and key > ${behind} order by key limit ${limit}`,
  )
  return rows.map(toResourceGroup)
}

export const saveResourceGroup = async (session: Session, { id, location, tags }: ResourceGroup): Promise<void> => {
  await session.query(sql`
    insert into resource_groups (key, subscription_key, subscription_id, name, location, tags)
    values (${resourceGroupKey(id)}, ${id.subscriptionId.toLowerCase()}, ${id.subscriptionId}, ${id.resourceGroupName},
            ${location}, ${JSON.stringify(tags)})
    on conflict (key) do update set location = excluded.location, tags = excluded.tags`)
}

export const deleteResourceGroup = async (session: Session, id: ResourceGroupId): Promise<boolean> => {
  const rows = await session.query(sql`delete from resource_groups where key = ${resourceGroupKey(id)} returning key`)
  return rows.length > 0
}

const toResourceGroup = (row: ResourceGroupRow): ResourceGroup => ({
  id: { subscriptionId: row.subscription_id, resourceGroupName: row.name },
  location: row.location,
  tags: JSON.parse(row.tags),
})
