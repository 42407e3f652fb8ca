/** A moment, more exact than a `Date`. */
interface Instant {
  /** Milliseconds since 1970, whole ones. */
  readonly ms: number
  /** Whether it is later than that, by less than one. */
  readonly isLater: boolean
}

/** ISO 8601, whole or down to the day, with any fraction of a second that Azure's clocks have. */
const pattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * The moment that a text names; undefined for a text that names none. One without a zone is of UTC: Azure's clients send
 * it without saying so.
 */
export const parseInstant = (text: string): Instant | undefined => {
  const [, day, time = '00:00', fraction = '', zone = 'Z'] = pattern.exec(text) ?? []
  if (day === undefined) return undefined
  const offset = zone.replace(/(\d{2}):?(\d{2})/, '$1:$2').toUpperCase()
  const wholeMs = Date.parse(`${day}T${time}${offset}`)
  if (Number.isNaN(wholeMs)) return undefined
  const nanoseconds = Number(fraction.padEnd(9, '0'))
  return { ms: wholeMs + Math.floor(nanoseconds / 1_000_000), isLater: nanoseconds % 1_000_000 > 0 }
}
