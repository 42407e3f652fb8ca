import { nodeClockOff } from './nodeRefusals.ts'

/** How far the clock of a node may be off: as far as that of whoever makes tokens. */
const mostSecondsOff = 300

/**
 * Refuses a node whose clock is wrong: what it logs, and what it does at a set time, could not be trusted.
 *
 * @param time what the node takes for now: ISO 8601.
 * @throws CloudError `NodeClockOff`.
 */
export const requireClock = (time: string, now: Date): void => {
  const told = new Date(time)
  if (Math.abs(told.getTime() - now.getTime()) <= mostSecondsOff * 1000) return
  throw nodeClockOff({ told, now, mostSeconds: mostSecondsOff })
}
