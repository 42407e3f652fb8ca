import type { OAuthError } from './oauthError.ts'

/** One refusal, as people can find it again. */
export interface Occurrence {
  /** The request's own id. */
  readonly traceId: string
  /** What the caller named it, or another of ours. */
  readonly correlationId: string
  readonly at: Date
}

/** What Entra says of an error wherever a program reads it. Recorded. */
export const errorDescription = ({ code, message }: OAuthError, occurrence: Occurrence): string =>
  `AADSTS${code}: ${message} Trace ID: ${occurrence.traceId} Correlation ID: ${occurrence.correlationId} ` +
  `Timestamp: ${timestampOf(occurrence)}`

/** UTC, to the second. Recorded. */
export const timestampOf = ({ at }: Occurrence): string => at.toISOString().replace('T', ' ').replace(/\.\d+/, '')
