import type { Range } from '../core/range.ts'
import { type FactoryId, factoryKey, type RuntimeId, runtimeKey } from '../core/resourceId.ts'
import type { Runtime } from '../core/runtime.ts'
import { sealProperties, unsealProperties } from './sealing/secrets.ts'
import { type SealingSession, type Session, sql, sqlAfter } from './sql.ts'

interface RuntimeRow {
  subscription_id: string
  resource_group: string
  factory: string
  name: string
  uid: string
  type: Runtime['type']
  properties: string
  secrets: string | null
  etag: string
  create_time: string
  auto_update: Runtime['autoUpdate']
  update_delay_offset: string | null
  last_operation: string | null
  interactive_query: string | null
}

const select = sqlAfter(`
  select subscription_id, resource_group, factory, name, uid, type, properties, secrets, etag, create_time,
         auto_update, update_delay_offset, last_operation, interactive_query
    from integration_runtimes`)

export const findRuntime = async (session: SealingSession, id: RuntimeId): Promise<Runtime | undefined> => {
  const [row] = await session.query<RuntimeRow>(select`where key = ${runtimeKey(id)}`)
  return row && toRuntime(session, row)
}

export const findRuntimeByUid = async (session: SealingSession, uid: string): Promise<Runtime | undefined> => {
  const [row] = await session.query<RuntimeRow>(select`where uid = ${uid.toLowerCase()}`)
  return row && toRuntime(session, row)
}

export const listRuntimes = async (
  session: SealingSession,
  of: FactoryId,
  { after, limit }: Range,
): Promise<Runtime[]> => {
  const behind = after && runtimeKey({ ...of, integrationRuntimeName: after })
  const rows = await session.query<RuntimeRow>(
    select`where factory_key = ${factoryKey(of)} and key > ${behind} order by key limit ${limit}`,
  )
  return rows.map((row) => toRuntime(session, row))
}

export const saveRuntime = async (session: SealingSession, runtime: Runtime): Promise<void> => {
  const { id, uid, type, etag, createTime, autoUpdate, updateDelayOffset } = runtime
  const { lastOperation, interactiveQuery } = runtime
  const { properties, secrets } = sealProperties(session, runtime.properties, rowOf(runtime))
  await session.query(sql`
    insert into integration_runtimes (key, factory_key, subscription_id, resource_group, factory, name, uid, type,
                                      properties, secrets, etag, create_time, auto_update, update_delay_offset, last_operation,
                                      interactive_query)
    values (${runtimeKey(id)}, ${factoryKey(id)}, ${id.subscriptionId}, ${id.resourceGroupName}, ${id.factoryName},
            ${id.integrationRuntimeName}, ${uid}, ${type}, ${properties}, ${secrets}, ${etag}, ${createTime},
            ${autoUpdate}, ${updateDelayOffset ?? null}, ${toText(lastOperation)}, ${toText(interactiveQuery)})
    on conflict (key) do update set type = excluded.type, properties = excluded.properties,
      secrets = excluded.secrets, etag = excluded.etag,
      auto_update = excluded.auto_update, update_delay_offset = excluded.update_delay_offset,
      last_operation = excluded.last_operation, interactive_query = excluded.interactive_query`)
}

export const deleteRuntime = async (session: Session, id: RuntimeId): Promise<boolean> => {
  const rows = await session.query(sql`delete from integration_runtimes where key = ${runtimeKey(id)} returning key`)
  return rows.length > 0
}

const rowOf = ({ id, uid }: Pick<Runtime, 'id' | 'uid'>) =>
  ({ table: 'integration_runtimes', key: runtimeKey(id), birth: uid }) as const

const toRuntime = (session: SealingSession, row: RuntimeRow): Runtime => {
  const id = {
    subscriptionId: row.subscription_id,
    resourceGroupName: row.resource_group,
    factoryName: row.factory,
    integrationRuntimeName: row.name,
  }
  return {
    id,
    uid: row.uid,
    type: row.type,
    properties: unsealProperties(session, row, rowOf({ id, uid: row.uid })),
    etag: row.etag,
    createTime: row.create_time,
    autoUpdate: row.auto_update,
    updateDelayOffset: row.update_delay_offset ?? undefined,
    lastOperation: fromText(row.last_operation),
    interactiveQuery: fromText(row.interactive_query),
  }
}

const toText = (value: object | undefined): string | null => (value ? JSON.stringify(value) : null)
const fromText = <Value>(text: string | null): Value | undefined => (text === null ? undefined : JSON.parse(text))
