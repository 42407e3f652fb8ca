import { after } from 'node:test'
import { startService } from './startService.ts'

export type Service = Awaited<ReturnType<typeof startService>>

/** One service for all the tests of a file, which must not disturb each other; closed after the last of them. */
export const shareService = (options: Parameters<typeof startService>[1] = {}): Promise<Service> =>
  startService({ after }, options)
