/** What was asked of a managed runtime's interactive query. */
export interface InteractiveQuery {
  readonly deed: 'enable' | 'disable'
  /** Milliseconds since 1970. */
  readonly endsAt: number
  /** How long it stays enabled by itself. */
  readonly autoTerminationMinutes: number
}

export const interactiveQueryStatuses = ['Enabling', 'Enabled', 'Disabling', 'Disabled'] as const
export type InteractiveQueryStatus = (typeof interactiveQueryStatuses)[number]

/** Follows from what was last asked, and when; it ends by itself. */
export const interactiveQueryStatus = (query: InteractiveQuery | undefined, now: Date): InteractiveQueryStatus => {
  if (!query) return 'Disabled'
  const { deed, endsAt, autoTerminationMinutes } = query
  const sinceMs = now.getTime() - endsAt
  if (deed === 'disable') return sinceMs < 0 ? 'Disabling' : 'Disabled'
  if (sinceMs < 0) return 'Enabling'
  return sinceMs < autoTerminationMinutes * 60_000 ? 'Enabled' : 'Disabled'
}
