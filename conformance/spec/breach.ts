import { meant } from './meant.ts'
import type { Misfit } from './misfit.ts'

/** A misfit as it is reported. */
export interface Breach {
  /** `IntegrationRuntimes_Get: body.etag must be string`. */
  readonly words: string
  /** Why it is meant; absent of what nobody has explained. */
  readonly reason?: string
}

export const breachOf = (misfit: Misfit): Breach => {
  const words = `${misfit.operation}: ${misfit.place} ${misfit.words}`
  const explanation = meant.find(({ explains }) => explains(misfit))
  return { words, ...(explanation && { reason: explanation.reason }) }
}
