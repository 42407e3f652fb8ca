import type { FactoriesOf, Factory } from '../core/factory.ts'
import type { Range } from '../core/range.ts'
import { type FactoryId, factoryKey, resourceGroupKey } from '../core/resourceId.ts'
import { sealProperties, unsealProperties } from './sealing/secrets.ts'
import { type SealingSession, type Session, sql, sqlAfter } from './sql.ts'

interface FactoryRow {
  subscription_id: string
  resource_group: string
  name: string
  location: string
  identity: string | null
  principal_id: string
  tags: string
  properties: string
  secrets: string | null
  etag: string
  create_time: string
}

const select = sqlAfter(`
  select subscription_id, resource_group, name, location, identity, principal_id, tags, properties, secrets, etag,
         create_time
    from factories`)

export const findFactory = async (session: SealingSession, id: FactoryId): Promise<Factory | undefined> => {
  const [row] = await session.query<FactoryRow>(select`where key = ${factoryKey(id)}`)
  return row && toFactory(session, row)
}

/** Looks at nothing else of it. */
export const hasFactory = async (session: Session, id: FactoryId): Promise<boolean> => {
  const rows = await session.query(sql`select key from factories where key = ${factoryKey(id)}`)
  return rows.length > 0
}

export const findFactoryNamed = async (session: SealingSession, factoryName: string): Promise<Factory | undefined> => {
  const [row] = await session.query<FactoryRow>(select`where name_key = ${factoryName.toLowerCase()}`)
  return row && toFactory(session, row)
}

export const findFactoryOfPrincipal = async (
  session: SealingSession,
  principalId: string,
): Promise<Factory | undefined> => {
  const [row] = await session.query<FactoryRow>(select`where principal_id = ${principalId.toLowerCase()}`)
  return row && toFactory(session, row)
}

export const listFactories = async (
  session: SealingSession,
  { subscriptionId, resourceGroupName }: FactoriesOf,
  { after, limit }: Range,
): Promise<Factory[]> => {
  const groupKey = resourceGroupName && resourceGroupKey({ subscriptionId, resourceGroupName })
  const statement = groupKey
    ? select`where group_key = ${groupKey} and name_key > ${after} order by name_key limit ${limit}`
    : select`where subscription_key = ${subscriptionId.toLowerCase()} and name_key > ${after} order by name_key limit ${limit}`
  return (await session.query<FactoryRow>(statement)).map((row) => toFactory(session, row))
}

export const saveFactory = async (session: SealingSession, factory: Factory): Promise<void> => {
  const { id, location, identity, principalId, tags, etag, createTime } = factory
  const { properties, secrets } = sealProperties(session, factory.properties, rowOf(id, principalId))
  await session.query(sql`
    insert into factories (key, group_key, subscription_key, subscription_id, resource_group, name, name_key, location,
                           identity, principal_id, tags, properties, secrets, etag, create_time)
    values (${factoryKey(id)}, ${resourceGroupKey(id)}, ${id.subscriptionId.toLowerCase()}, ${id.subscriptionId},
            ${id.resourceGroupName}, ${id.factoryName}, ${id.factoryName.toLowerCase()}, ${location},
            ${identity === undefined ? null : JSON.stringify(identity)}, ${principalId}, ${JSON.stringify(tags)},
            ${properties}, ${secrets}, ${etag}, ${createTime})
    on conflict (key) do update set location = excluded.location, identity = excluded.identity, tags = excluded.tags,
      properties = excluded.properties, secrets = excluded.secrets, etag = excluded.etag`)
}

export const deleteFactory = async (session: Session, id: FactoryId): Promise<boolean> => {
  const rows = await session.query(sql`delete from factories where key = ${factoryKey(id)} returning key`)
  return rows.length > 0
}

const rowOf = (id: FactoryId, birth: string) => ({ table: 'factories', key: factoryKey(id), birth }) as const

const toFactory = (session: SealingSession, row: FactoryRow): Factory => {
  const id = { subscriptionId: row.subscription_id, resourceGroupName: row.resource_group, factoryName: row.name }
  return {
    id,
    location: row.location,
    identity: row.identity === null ? undefined : JSON.parse(row.identity),
    principalId: row.principal_id,
    tags: JSON.parse(row.tags),
    properties: unsealProperties(session, row, rowOf(id, row.principal_id)),
    etag: row.etag,
    createTime: row.create_time,
  }
}
