import type { AuditEntry } from '../core/audit/auditEntry.ts'
import { parseRecordLine } from '../core/audit/chainRecord.ts'
import { scopeKey } from '../core/scope.ts'
import type { AuditFilter, AuditPosition, AuditRange } from '../core/store/audit.ts'
import { behindSlash, type Session, type SqlValue, type Statement, sql } from './sql.ts'

export const listAuditEntries = async (
  session: Session,
  filter: AuditFilter,
  { after, upTo, limit }: AuditRange,
): Promise<AuditEntry[]> => {
  const conditions = [...alongTheIndex(filter, after), ...oneByOne(filter)]
  if (upTo) {
    const { timeMs, id } = upTo
    conditions.push(sql`time_ms >= ${timeMs}`, sql`(time_ms > ${timeMs} or id >= ${id})`)
  }
  const rows = await session.query<{ line: string }>(
    joined([
      sql`select line from audit_records`,
      ...where(conditions),
      sql` order by time_ms desc, id desc limit ${limit}`,
    ]),
  )
  return rows.map(({ line }) => parseRecordLine(line).entry)
}

export const findAuditPosition = async (
  session: Session,
  filter: AuditFilter,
  { after, count }: { readonly after: AuditPosition | undefined; readonly count: number },
): Promise<AuditPosition | undefined> => {
  const [row] = await session.query<{ time_ms: number; id: string }>(
    joined([
      sql`select time_ms, id from audit_records`,
      ...where(alongTheIndex(filter, after)),
      sql` order by time_ms desc, id desc limit 1 offset ${count - 1}`,
    ]),
  )
  return row && { timeMs: Number(row.time_ms), id: row.id }
}

/** Conditions that an index has, in the order of its columns. */
const alongTheIndex = (filter: AuditFilter, after: AuditPosition | undefined): Statement[] => {
  const { subscriptionId, tenantId, correlationId, from, to } = filter
  const conditions = [
    sql`subscription_key = ${keyOf(subscriptionId)}`,
    sql`tenant_key = ${keyOf(tenantId)}`,
    sql`time_ms >= ${from}`,
    // What earlier pages had is left out by the index, and only what shares the moment of their last is compared.
    sql`time_ms <= ${Math.min(to, after?.timeMs ?? to)}`,
  ]
  if (after) conditions.push(sql`(time_ms < ${after.timeMs} or id < ${after.id})`)
  if (correlationId !== undefined) conditions.push(sql`correlation_key = ${keyOf(correlationId)}`)
  return conditions
}

/** Conditions that each entry is looked at for. */
const oneByOne = ({ scope, provider, caller, outcome }: AuditFilter): Statement[] => {
  const conditions: Statement[] = []
  const key = scopeKey(scope ?? '')
  if (key !== '') {
    conditions.push(
      sql`(resource_key = ${key} or (resource_key > ${`${key}/`} and resource_key < ${`${key}${behindSlash}`}))`,
    )
  }
  if (provider !== undefined) conditions.push(sql`provider_key = ${keyOf(provider)}`)
  if (caller !== undefined) conditions.push(sql`(caller_key = ${keyOf(caller)} or caller_name_key = ${keyOf(caller)})`)
  if (outcome !== undefined) conditions.push(sql`outcome_key = ${keyOf(outcome)}`)
  return conditions
}

const where = (conditions: readonly Statement[]): Statement[] =>
  conditions.flatMap((condition, index) => [index === 0 ? sql` where ` : sql` and `, condition])

/** Statements one behind the other, as one. */
const joined = (parts: readonly Statement[]): Statement => {
  const text: string[] = ['']
  const values: SqlValue[] = []
  for (const part of parts) {
    const [first = '', ...rest] = part.text
    text.push(`${text.pop()}${first}`, ...rest)
    values.push(...part.values)
  }
  return { text, values }
}

/** Texts compare whatever their letter case; the empty one stands for none. */
export const keyOf = (text = ''): string => text.toLowerCase()
