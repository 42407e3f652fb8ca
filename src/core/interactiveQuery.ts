import { isDone } from './longRunning.ts'

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
  if (!isDone(query, now)) return deed === 'enable' ? 'Enabling' : 'Disabling'
  const isOver = isDone({ endsAt: endsAt + autoTerminationMinutes * 60_000 }, now)
  return deed === 'enable' && !isOver ? 'Enabled' : 'Disabled'
}
