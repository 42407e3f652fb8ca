import type { Link } from '../core/link.ts'
import { scopeKey } from '../core/scope.ts'
import { behindSlash, type Session, sql, sqlAfter } from './sql.ts'

interface LinkRow {
  shared_uid: string
  name: string
  subscription_id: string
  factory: string
  location: string
  create_time: string
  linked_uid: string | null
}

const select = sqlAfter(`
  select shared_uid, links.name, links.subscription_id, links.factory, links.location, links.create_time, linked_uid
    from links`)

/** Times without the letter behind them: with it, a whole second would come after its fractions. */
export const listLinks = async (session: Session, sharedUid: string): Promise<Link[]> => {
  const rows = await session.query<LinkRow>(
    select`where shared_uid = ${sharedUid} order by rtrim(create_time, 'Z'), factory_name_key, name_key`,
  )
  return rows.map(toLink)
}

export const findLinkOf = async (session: Session, linkedUid: string): Promise<Link | undefined> => {
  const [row] = await session.query<LinkRow>(select`where linked_uid = ${linkedUid}`)
  return row && toLink(row)
}

/** To the runtimes within a scope, those of factories without. */
export const listLinksInto = async (session: Session, scope: string): Promise<Link[]> => {
  const [within, behind] = [`${scopeKey(scope)}/`, `${scopeKey(scope)}${behindSlash}`]
  const rows = await session.query<LinkRow>(select`
      join integration_runtimes shared on shared.uid = shared_uid
      join factories linking on linking.name_key = links.factory_name_key
                            and linking.subscription_key = lower(links.subscription_id)
     where shared.key > ${within} and shared.key < ${behind}
       and substr(linking.key || '/', 1, length(${within})) <> ${within}
     order by rtrim(links.create_time, 'Z'), factory_name_key, links.name_key`)
  return rows.map(toLink)
}

export const saveLink = async (session: Session, link: Link): Promise<void> => {
  const { sharedUid, name, subscriptionId, factoryName, location, createTime, linkedUid } = link
  await session.query(sql`
    insert into links (shared_uid, factory_name_key, name_key, name, subscription_id, factory, location, create_time, linked_uid)
    values (${sharedUid}, ${factoryName.toLowerCase()}, ${name.toLowerCase()}, ${name}, ${subscriptionId}, ${factoryName},
            ${location}, ${createTime}, ${linkedUid ?? null})
    on conflict (shared_uid, factory_name_key, name_key) do update set name = excluded.name,
      subscription_id = excluded.subscription_id, factory = excluded.factory, location = excluded.location,
      linked_uid = excluded.linked_uid`)
}

export const deleteLinks = async (session: Session, sharedUid: string, factoryName: string): Promise<void> => {
  await session.query(sql`
    delete from links where shared_uid = ${sharedUid} and factory_name_key = ${factoryName.toLowerCase()}`)
}

export const deleteLinkOf = async (session: Session, linkedUid: string): Promise<void> => {
  await session.query(sql`delete from links where linked_uid = ${linkedUid}`)
}

const toLink = (row: LinkRow): Link => ({
  sharedUid: row.shared_uid,
  name: row.name,
  subscriptionId: row.subscription_id,
  factoryName: row.factory,
  location: row.location,
  createTime: row.create_time,
  linkedUid: row.linked_uid ?? undefined,
})
