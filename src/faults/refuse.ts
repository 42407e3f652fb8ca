import { StartError } from '../core/startError.ts'

/** More are counted only: nobody reads them at once. */
const most = 50

/**
 * Stops the start over what a person wrote, naming all that is wrong with it at once; does nothing when nothing is.
 *
 * @param what what was read, such as a file's name.
 * @throws StartError with one fault in one line, or with several in a line each.
 */
export const refuse = (what: string, faults: readonly string[]): void => {
  if (faults.length === 0) return
  if (faults.length === 1) throw new StartError(`${what}: ${faults[0]}`)
  const more = faults.length > most ? [`and ${faults.length - most} more`] : []
  throw new StartError(`${what}:${[...faults.slice(0, most), ...more].map((fault) => `\n  ${fault}`).join('')}`)
}
