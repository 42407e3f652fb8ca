import type { RepeatableRequest } from '../core/repeatableRequest.ts'
import { SealBroken } from '../core/sealBroken.ts'
import { placeIn } from './sealing/sealedColumns.ts'
import { type SealingSession, type Session, sql } from './sql.ts'

interface RepeatableRow {
  request: string
  expires_at: number
  sealed: string
}

type Id = Pick<RepeatableRequest, 'id' | 'objectId' | 'tenantId'>

/** What is sealed: what it is the answer to, and until when, stands with the answer, whatever the columns say. */
type Sealed = Pick<RepeatableRequest, 'answer' | 'expiresAt' | 'request'>

export const findRepeatable = async (session: SealingSession, of: Id): Promise<RepeatableRequest | undefined> => {
  const [tenantKey, objectKey] = keysOf(of)
  const [row] = await session.query<RepeatableRow>(sql`
    select request, expires_at, sealed from repeatable_requests
     where tenant_key = ${tenantKey} and object_key = ${objectKey} and id = ${of.id}`)
  if (!row) return undefined
  const place = placeOf(of)
  const { request, expiresAt, answer }: Sealed = JSON.parse(session.sealing.unseal(place, row.sealed))
  if (row.request !== request || Number(row.expires_at) !== expiresAt) throw new SealBroken(place.what)
  return { ...of, request, expiresAt, answer }
}

/** Two that come at once on two connections: the statement of the second fails, and with it all that it has done. */
export const addRepeatable = async (session: SealingSession, added: RepeatableRequest): Promise<void> => {
  const [tenantKey, objectKey] = keysOf(added)
  const { id, request, expiresAt, answer } = added
  const sealed: Sealed = { request, expiresAt, answer }
  await session.query(sql`
    insert into repeatable_requests (tenant_key, object_key, id, request, expires_at, sealed)
    values (${tenantKey}, ${objectKey}, ${id}, ${request}, ${expiresAt},
            ${session.sealing.seal(placeOf(added), JSON.stringify(sealed))})`)
}

export const forgetRepeatablesBefore = async (session: Session, ms: number): Promise<void> => {
  await session.query(sql`delete from repeatable_requests where expires_at < ${ms}`)
}

const keysOf = ({ tenantId, objectId }: Id) => [tenantId.toLowerCase(), objectId.toLowerCase()] as const

const placeOf = (of: Id) => placeIn('repeatable_requests', ...keysOf(of), of.id)
