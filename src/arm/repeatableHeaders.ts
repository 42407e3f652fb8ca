import type { FastifyRequest } from 'fastify'
import { repeatabilityRejected } from '../core/repeatability.ts'

/** What a request goes by when it comes again. */
export interface RepeatableHeaders {
  /** A UUID in lower case. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly firstSentMs: number
}

/**
 * The headers by which the sender of a request asks to have it done once, however often it comes: OASIS Repeatable
 * Requests 1.0. An id is a UUID, which that demands of servers, and no other text, as in Azure Communication Services.
 *
 * @returns undefined for a request that has none of them.
 * @throws CloudError `RepeatabilityRejected` for one without the other, and for what is no UUID or no date.
 */
export const repeatableHeaders = ({ headers }: FastifyRequest): RepeatableHeaders | undefined => {
  const id = textOf(headers['repeatability-request-id'])
  const firstSent = textOf(headers['repeatability-first-sent'])
  if (id === undefined && firstSent === undefined) return undefined
  if (id === undefined || firstSent === undefined) {
    const [here, missing] = id === undefined ? ['First-Sent', 'Request-ID'] : ['Request-ID', 'First-Sent']
    throw repeatabilityRejected(`There is a Repeatability-${here} header, and no Repeatability-${missing}. Send both.`)
  }
  if (!isUuid(id)) throw repeatabilityRejected('The Repeatability-Request-ID header is not one UUID of 36 characters.')
  const firstSentMs = parseHttpDate(firstSent)
  if (firstSentMs === undefined) {
    throw repeatabilityRejected(
      'The Repeatability-First-Sent header is not one date in the form of HTTP, such as Tue, 26 Mar 2019 16:06:51 GMT.',
    )
  }
  return { id: id.toLowerCase(), firstSentMs }
}

/** The id that a client gives its requests, where it is a UUID, in lower case: what SDKs make is one. */
export const clientRequestId = ({ headers }: FastifyRequest): string | undefined => {
  const id = textOf(headers['x-ms-client-request-id'])
  return id !== undefined && isUuid(id) ? id.toLowerCase() : undefined
}

/** Those that came twice are one text with a comma, and so neither a UUID nor a date. */
const textOf = (sent: string | string[] | undefined): string | undefined => (sent === undefined ? sent : String(sent))

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** The IMF-fixdate of RFC 9110, which is also how JavaScript writes a date, and no other form. */
const parseHttpDate = (text: string): number | undefined => {
  const ms = Date.parse(text)
  return Number.isNaN(ms) || new Date(ms).toUTCString() !== text ? undefined : ms
}
