import type { FactoriesOf, Factory } from '../core/factory.ts'
import type { Range } from '../core/range.ts'
import { type FactoryId, factoryKey, resourceGroupKey } from '../core/resourceId.ts'
import { type Session, sql, sqlAfter } from './sql.ts'

interface FactoryRow {
  subscription_id: string
  resource_group: string
  name: string
  location: string
  identity: string | null
  principal_id: string
  tags: string
  properties: string
  etag: string
  create_time: string
}

const select = sqlAfter(`
  select subscription_id, resource_group, name, location, identity, principal_id, tags, properties, etag, create_time
    from factories`)

export const findFactory = async (session: Session, id: FactoryId): Promise<Factory | undefined> => {
  const [row] = await session.query<FactoryRow>(select`where key = ${factoryKey(id)}`)
  return row && toFactory(row)
}

export const findFactoryNamed = async (session: Session, factoryName: string): Promise<Factory | undefined> => {
  const [row] = await session.query<FactoryRow>(select`where name_key = ${factoryName.toLowerCase()}`)
  return row && toFactory(row)
}

export const findFactoryOfPrincipal = async (session: Session, principalId: string): Promise<Factory | undefined> => {
  const [row] = await session.query<FactoryRow>(select`where principal_id = ${principalId.toLowerCase()}`)
  return row && toFactory(row)
}

export const listFactories = async (
  session: Session,
  { subscriptionId, resourceGroupName }: FactoriesOf,
  { after, limit }: Range,
): Promise<Factory[]> => {
  const groupKey = resourceGroupName && resourceGroupKey({ subscriptionId, resourceGroupName })
  const statement = groupKey
    ? select`where group_key = ${groupKey} and name_key > ${after} order by name_key limit ${limit}`
    : select`where subscription_key = ${subscriptionId.toLowerCase()} and name_key > ${after} order by name_key limit ${limit}`
  return (await session.query<FactoryRow>(statement)).map(toFactory)
}

export const saveFactory = async (session: Session, factory: Factory): Promise<void> => {
  const { id, location, identity, principalId, tags, properties, etag, createTime } = factory
  await session.query(sql`
    insert into factories (key, group_key, subscription_key, subscription_id, resource_group, name, name_key, location,
                           identity, principal_id, tags, properties, etag, create_time)
    values (${factoryKey(id)}, ${resourceGroupKey(id)}, ${id.subscriptionId.toLowerCase()}, ${id.subscriptionId},
            ${id.resourceGroupName}, ${id.factoryName}, ${id.factoryName.toLowerCase()}, ${location},
            ${identity === undefined ? null : JSON.stringify(identity)}, ${principalId}, ${JSON.stringify(tags)},
            ${JSON.stringify(properties)}, ${etag}, ${createTime})
    on conflict (key) do update set location = excluded.location, identity = excluded.identity, tags = excluded.tags,
      properties = excluded.properties, etag = excluded.etag`)
}

export const deleteFactory = async (session: Session, id: FactoryId): Promise<boolean> => {
  const rows = await session.query(sql`delete from factories where key = ${factoryKey(id)} returning key`)
  return rows.length > 0
}

const toFactory = (row: FactoryRow): Factory => ({
  id: { subscriptionId: row.subscription_id, resourceGroupName: row.resource_group, factoryName: row.name },
  location: row.location,
  identity: row.identity === null ? undefined : JSON.parse(row.identity),
  principalId: row.principal_id,
  tags: JSON.parse(row.tags),
  properties: JSON.parse(row.properties),
  etag: row.etag,
  createTime: row.create_time,
})
