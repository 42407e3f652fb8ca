import { parseActivityFilter } from '../core/audit/activityFilter.ts'
import type { Caller } from '../core/caller.ts'
import { CloudError } from '../core/errors.ts'
import { foldCase } from '../core/letterCase.ts'
import { shown } from '../core/shown.ts'
import type { AuditPosition } from '../core/store/audit.ts'
import type { Reader } from '../core/store.ts'
import { type EventData, EventDataReply } from './activityLogs/schemas.ts'
import { toEventData } from './eventData.ts'
import type { Page } from './page.ts'

/** What such an operation looks at in the query beside `$filter`. */
export const activityLogQuery = {
  $select: { description: 'Members of the events that are wanted, with commas between them; all unless it is there.' },
} as const

interface Asked {
  readonly caller: Caller
  /** Undefined for the log of the tenant: what is in no subscription. */
  readonly subscriptionId: string | undefined
  readonly filter: string | undefined
  readonly select: string | undefined
  readonly page: Page
}

/** So many entries are looked at for one page: nobody else is answered meanwhile. */
const mostLookedAt = 5000

/** A page has no more events, however many are wanted. */
const mostEvents = 200

/**
 * The audit as the Activity Log shows it, newest first. What retention keeps is there, however old: Azure refuses to look
 * back further than 90 days. Where what is asked for is rare, a page may have few events or none, and goes on by its
 * nextLink.
 *
 * @throws CloudError `BadRequest` for a `$filter` or a `$select` that is not valid.
 */
export const listActivity = async (tx: Reader, { caller, subscriptionId, filter, select, page }: Asked) => {
  const wanted = parseActivityFilter(filter, { tenantId: caller.tenantId, subscriptionId })
  const choose = chooserOf(select)
  const after = positionOf(page.after)
  const size = Math.min(page.size, mostEvents)
  const upTo = await tx.findAuditPosition(wanted, { after, count: mostLookedAt })
  // One more than there is room for tells whether there are more.
  const found = await tx.listAuditEntries(wanted, { after, limit: size + 1, ...(upTo && { upTo }) })
  const entries = found.slice(0, size)
  const last = found.length > size ? entries.at(-1) : undefined
  const next = last ? { timeMs: Date.parse(last.time), id: last.id } : upTo
  return {
    value: entries.map((entry) => choose(toEventData(entry))),
    ...(next && { nextLink: page.linkAfter(`${next.timeMs} ${next.id}`) }),
  }
}

const positionOf = (key: string): AuditPosition | undefined => {
  const [timeMs, id = ''] = key.split(' ')
  return key === '' ? undefined : { timeMs: Number(timeMs), id }
}

const members = Object.keys(EventDataReply.properties)

/** Makes what leaves of an event those members that are wanted, in their usual order. */
const chooserOf = (select: string | undefined): ((event: EventData) => EventData) => {
  if (select === undefined) return (event) => event
  const names = select.split(',').map((name) => foldCase(name.trim()))
  const unknown = names.find((name) => !members.some((member) => foldCase(member) === name))
  if (unknown !== undefined) {
    throw new CloudError(
      'BadRequest',
      `The $select is not valid: '${shown(unknown)}' is no member of an event. These are: ${members.join(', ')}.`,
    )
  }
  return (event) => Object.fromEntries(Object.entries(event).filter(([member]) => names.includes(foldCase(member))))
}
