import type { Fresh } from './newness.ts'

/**
 * Which fresh parts of a recording are which of ours: equal ones must be equal here, different ones different. It
 * belongs to one cassette, and its first sight of a part is what later ones are held against.
 */
export interface Equality {
  /**
   * Holds two parts to be the same, at a place that a person can find.
   *
   * @returns what contradicts it, in words; undefined where nothing does.
   */
  bind(recorded: Fresh, ours: Fresh, place: string): string | undefined
  /** Ours for a recorded part; undefined for one that has not been seen. */
  oursFor(recorded: Fresh): string | undefined
}

export const createEquality = (): Equality => {
  const byRecorded = new Map<string, { readonly key: string; readonly text: string; readonly place: string }>()
  const byOurs = new Map<string, { readonly key: string; readonly place: string }>()
  return {
    bind: (recorded, ours, place) => {
      if (recorded.key === undefined || ours.key === undefined) return undefined
      const same = byRecorded.get(recorded.key)
      if (same) return same.key === ours.key ? undefined : `is recorded as equal to ${same.place}, and ours is not`
      const taken = byOurs.get(ours.key)
      if (taken) return `is recorded as different from ${taken.place}, and ours is equal`
      byRecorded.set(recorded.key, { key: ours.key, text: ours.text, place })
      byOurs.set(ours.key, { key: recorded.key, place })
      return undefined
    },
    oursFor: ({ key }) => (key === undefined ? undefined : byRecorded.get(key)?.text),
  }
}
