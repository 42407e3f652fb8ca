import type { X509Certificate } from 'node:crypto'
import { formatTimestamp } from '../core/timestamps.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Clients whose clocks are slow must not find a fresh certificate not yet valid. */
const clockSkewMs = 60 * 60 * 1000

interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

/** A period of so many days, which begins an hour before `now`. */
export const validFor = (days: number, now: Date): Validity => {
  const from = now.getTime() - clockSkewMs
  return { notBefore: new Date(from), notAfter: new Date(from + days * dayMs) }
}

export const hasBegun = ({ validFromDate }: X509Certificate, now: Date): boolean => validFromDate <= now

/** Whether a certificate does not end within so many days. */
export const lasts = ({ validToDate }: X509Certificate, days: number, now: Date): boolean =>
  validToDate.getTime() - now.getTime() >= days * dayMs

/** What is wrong with a certificate that has not begun: the rest of a sentence that begins with its file. */
export const notYetValid = ({ validFromDate }: X509Certificate): string =>
  `is not valid before ${formatTimestamp(validFromDate)}: the clock of this machine may be slow`
