import type { SealingSession } from '../sql.ts'

/** The functions of a table's file, without the session that each of them begins with. */
export const boundTo =
  (session: SealingSession) =>
  <Arguments extends readonly unknown[], Answer>(run: (session: SealingSession, ...rest: Arguments) => Answer) =>
  (...rest: Arguments): Answer =>
    run(session, ...rest)

export type On = ReturnType<typeof boundTo>
