import type { Meant, Reason } from '../meant/meant.ts'
import type { Misfit } from './misfit.ts'

/** A misfit as it is reported. */
export interface Breach {
  /** `IntegrationRuntimes_Get: body.etag must be string`. */
  readonly words: string
  /** The entry that it is meant by; absent of what nobody has explained. */
  readonly meant?: Reason
}

export const breachOf = (misfit: Misfit, list: readonly Meant<Misfit>[]): Breach => {
  const words = `${misfit.operation}: ${misfit.place} ${misfit.words}`
  const meant = list.find(({ covers }) => covers(misfit))
  return { words, ...(meant && { meant }) }
}
