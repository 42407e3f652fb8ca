import { CloudError } from '../errors.ts'
import { foldCase } from '../letterCase.ts'
import { parseInstant } from '../parseInstant.ts'
import { shown } from '../shown.ts'
import type { AuditFilter } from '../store/audit.ts'

/** Whose log is read: that of a subscription, or of the tenant where there is none. */
type Log = Pick<AuditFilter, 'subscriptionId' | 'tenantId'>

/** What may stand in a `$filter`, for a person to read. */
export const activityFilterWords =
  "eventTimestamp ge '…' and eventTimestamp le '…', and of resourceGroupName eq '…', resourceUri eq '…' and resourceId " +
  "eq '…' one; resourceProvider eq '…', correlationId eq '…', caller eq '…', status eq '…', eventChannels eq 'Operation'; " +
  "all joined by 'and'. Times are ISO 8601, of UTC unless they say otherwise"

/**
 * Which entries a `$filter` of the Activity Log means. That of a subscription must say from when on; documented, as the
 * conditions are, but for `resourceId`, `caller` and `status`, which Azure's command lines send.
 *
 * @throws CloudError `BadRequest`. The code is as users tell it, the words are ours.
 */
export const parseActivityFilter = (filter: string | undefined, log: Log): AuditFilter => {
  const conditions = parseConditions(filter ?? '')
  const parts = conditions.map(({ name, value }) => {
    const read = readers[foldCase(name)]
    if (!read) throw refused(`'${shown(name)}' is none of the conditions that there are`)
    if (value === '') throw refused(`nothing stands behind '${shown(name)}'`)
    return read(value, log)
  })
  const members = parts.flatMap((part) => Object.keys(part))
  if (new Set(members).size < members.length) throw refused('two conditions are on the same')
  if (log.subscriptionId !== undefined && !members.includes('from')) {
    throw refused("it does not say from when on, such as eventTimestamp ge '2026-01-31T12:00:00Z'")
  }
  return Object.assign({ ...log, from: -farthestMs, to: farthestMs }, ...parts)
}

/** As far from 1970 as a `Date` can be. */
const farthestMs = 8.64e15

/** What each condition asks for, by its beginning in lower case. */
const readers: Readonly<Record<string, (value: string, log: Log) => Partial<AuditFilter>>> = {
  'eventtimestamp ge': (time) => {
    const { ms, isLater } = instantOf(time)
    return { from: isLater ? ms + 1 : ms }
  },
  'eventtimestamp le': (time) => ({ to: instantOf(time).ms }),
  'resourcegroupname eq': (name, { subscriptionId = '' }) => ({
    scope: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
  }),
  'resourceuri eq': (scope) => ({ scope }),
  'resourceid eq': (scope) => ({ scope }),
  'resourceprovider eq': (provider) => ({ provider }),
  'correlationid eq': (correlationId) => ({ correlationId }),
  'caller eq': (caller) => ({ caller }),
  'status eq': (outcome) => ({ outcome }),
  'eventchannels eq': (channels) => {
    if (/(^|,) *operation *(,|$)/i.test(channels)) return {}
    throw refused('there is nothing on other channels than Operation')
  },
}

interface Condition {
  /** With what is behind it: `eventTimestamp ge`. */
  readonly name: string
  readonly value: string
}

/** What stands between quotes, those within it doubled; or, as `az` sends times, a word without any. */
const parseConditions = (text: string): readonly Condition[] => {
  const conditions: Condition[] = []
  const condition = /\s*(\w+)\s+(\w+)\s+(?:'((?:[^']|'')*)'|([^\s']+))(?:\s+and\s+(?=\S)|\s*$)/iy
  while (condition.lastIndex < text.length) {
    const match = condition.exec(text)
    if (!match) throw refused(`'${shown(text)}' is no list of conditions`)
    const [, member, operator, quoted, word = ''] = match
    conditions.push({ name: `${member} ${operator}`, value: quoted?.replaceAll("''", "'") ?? word })
  }
  return conditions
}

const instantOf = (text: string) => {
  const instant = parseInstant(text)
  if (!instant) throw refused(`'${shown(text)}' is no time, such as '2026-01-31T12:00:00Z'`)
  return instant
}

const refused = (why: string): CloudError =>
  new CloudError('BadRequest', `The $filter is not valid: ${why}. It may have: ${activityFilterWords}.`)
