import { isDone } from './longRunning.ts'

/** What was asked of the machines of a runtime for SSIS. */
export interface LastOperation {
  readonly deed: 'start' | 'stop'
  /** ISO 8601. */
  readonly startTime: string
  /** Milliseconds since 1970. */
  readonly endsAt: number
  readonly activityId: string
}

export const ssisStates = ['Initial', 'Starting', 'Started', 'Stopping', 'Stopped'] as const
export type SsisState = (typeof ssisStates)[number]

/** Where the machines are on their way: it follows from what was last asked, and when. */
export const ssisState = (last: LastOperation | undefined, now: Date): SsisState => {
  if (!last) return 'Initial'
  const done = isDone(last, now)
  if (last.deed === 'start') return done ? 'Started' : 'Starting'
  return done ? 'Stopped' : 'Stopping'
}
