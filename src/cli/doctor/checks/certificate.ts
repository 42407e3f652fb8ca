import { formatTimestamp } from '../../../core/timestamps.ts'
import { checkOfServer } from '../check.ts'
import { ok, wrong } from '../finding.ts'

/** One made by the server itself is renewed a month before it ends: one that ends sooner is somebody's own. */
const leastDays = 14

const dayMs = 24 * 60 * 60 * 1000

/** Whether the server's certificate lasts. */
export const certificate = checkOfServer('certificate', async ({ url, certificate: { validToDate } }, { now }) => {
  const until = formatTimestamp(validToDate)
  const days = Math.floor((validToDate.getTime() - now.getTime()) / dayMs)
  if (days >= leastDays) return [ok(`that of ${url} is good until ${until}`)]
  return [
    wrong(
      `that of ${url} ends in ${days} days, at ${until}: replace the files that --tls-certificate and --tls-key name, or start the server again`,
    ),
  ]
})
