import { clockSkewSeconds } from '../../../core/token.ts'
import { checkOfServer } from '../check.ts'
import { ok, skipped, wrong } from '../finding.ts'

/** Whether this machine and the server agree about the time. */
export const clock = checkOfServer('clock', async ({ url, aheadSeconds }) => {
  if (aheadSeconds === undefined) return [skipped(`${url} does not tell the time`)]
  const seconds = Math.round(Math.abs(aheadSeconds))
  // Two clocks that are further apart have fresh tokens refused.
  if (seconds <= clockSkewSeconds) return [ok(`this machine and ${url} agree about the time`)]
  const direction = aheadSeconds > 0 ? 'behind' : 'ahead of'
  return [
    wrong(`this machine is ${seconds} s ${direction} ${url}, and tokens last minutes: set both clocks, best by NTP`),
  ]
})
