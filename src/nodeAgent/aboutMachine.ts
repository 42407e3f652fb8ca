import { availableParallelism, hostname, networkInterfaces } from 'node:os'
import { isName } from '../core/names.ts'

/**
 * What a node tells of its machine when it registers, by the names of the node protocol.
 *
 * @param now the machine's own clock.
 */
export const aboutMachine = (now: Date) => ({
  machineName: hostname().slice(0, 255) || 'unknown',
  ipAddress: ownAddress(),
  localTimeZoneOffset: timeZoneOffset(-now.getTimezoneOffset()),
  // One for each processor, as a machine takes whose jobs keep a processor busy.
  maxConcurrentJobs: availableParallelism(),
})

/** What a node is called that nobody has named: as its machine, with dashes for what a name cannot have. */
export const nameOfMachine = (): string => {
  const name = hostname()
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[_-]+/, '')
    .slice(0, 150)
  return isName('nodeName', name) ? name : 'node'
}

/** The first address by which others may reach it; its own where there is none. */
const ownAddress = (): string => {
  const addresses = Object.values(networkInterfaces()).flatMap((some = []) => some)
  const outer = addresses.filter(({ internal }) => !internal)
  return (outer.find(({ family }) => family === 'IPv4') ?? outer[0])?.address ?? '127.0.0.1'
}

/** ISO 8601, as in a status: `PT8H`, `-PT3H30M`. */
export const timeZoneOffset = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const parts = `${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`
  return `${minutes < 0 ? '-' : ''}PT${parts || '0S'}`
}
