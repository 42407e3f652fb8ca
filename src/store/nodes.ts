import type { Node } from '../core/node.ts'
import { type Session, sql, sqlAfter } from './sql.ts'

interface NodeRow {
  runtime_uid: string
  name: string
  id: string
  node: string
}

const select = sqlAfter('select runtime_uid, name, id, node from nodes')

export const findNode = async (session: Session, runtimeUid: string, nodeName: string): Promise<Node | undefined> => {
  const [row] = await session.query<NodeRow>(
    select`where runtime_uid = ${runtimeUid} and name_key = ${nodeName.toLowerCase()}`,
  )
  return row && toNode(row)
}

export const findNodeById = async (session: Session, id: string): Promise<Node | undefined> => {
  const [row] = await session.query<NodeRow>(select`where id = ${id.toLowerCase()}`)
  return row && toNode(row)
}

export const listNodes = async (session: Session, runtimeUid: string): Promise<Node[]> => {
  const rows = await session.query<NodeRow>(select`where runtime_uid = ${runtimeUid} order by name_key`)
  return rows.map(toNode)
}

export const saveNode = async (session: Session, { runtimeUid, name, id, ...node }: Node): Promise<void> => {
  await session.query(sql`
    insert into nodes (runtime_uid, name_key, name, id, node)
    values (${runtimeUid}, ${name.toLowerCase()}, ${name}, ${id}, ${JSON.stringify(node)})
    on conflict (runtime_uid, name_key) do update set name = excluded.name, id = excluded.id,
      node = excluded.node`)
}

export const deleteNode = async (session: Session, runtimeUid: string, nodeName: string): Promise<boolean> => {
  const rows = await session.query(sql`
    delete from nodes where runtime_uid = ${runtimeUid} and name_key = ${nodeName.toLowerCase()} returning name`)
  return rows.length > 0
}

const toNode = (row: NodeRow): Node => ({
  runtimeUid: row.runtime_uid,
  name: row.name,
  id: row.id,
  ...JSON.parse(row.node),
})
