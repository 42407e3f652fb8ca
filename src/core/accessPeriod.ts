import { CloudError } from './errors.ts'

/** How long a data plane token is good for at the most, and where nobody says how long. Documented. */
const longestMs = 8 * 60 * 60 * 1000

/** From when to when somebody wants access; either may be left out. */
interface Wanted {
  readonly startTime?: string | null | undefined
  readonly expireTime?: string | null | undefined
}

/** Milliseconds since 1970. */
interface AccessPeriod {
  readonly startsAt: number
  readonly endsAt: number
}

/**
 * When access begins and ends: now, where nothing else is said, and eight hours later. A time that has passed is taken:
 * recorded.
 *
 * @throws CloudError `BadRequest` for what is no time, for an end that is not behind the start, and for more than eight
 * hours: documented without the words.
 */
export const requireAccessPeriod = ({ startTime, expireTime }: Wanted, now: Date): AccessPeriod => {
  const startsAt = typeof startTime === 'string' ? parseTime('startTime', startTime) : now.getTime()
  const endsAt = typeof expireTime === 'string' ? parseTime('expireTime', expireTime) : startsAt + longestMs
  if (endsAt <= startsAt) throw new CloudError('BadRequest', 'expireTime must be later than startTime.')
  if (endsAt - startsAt > longestMs) {
    throw new CloudError('BadRequest', 'expireTime must be at most eight hours after startTime.')
  }
  return { startsAt, endsAt }
}

const iso8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/

const parseTime = (member: string, text: string): number => {
  const ms = iso8601.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(ms)) return ms
  throw new CloudError('BadRequest', `${member} must be a time in ISO 8601, such as 2031-05-06T07:08:09.1234567Z.`)
}
