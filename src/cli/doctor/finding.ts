/** What a check found, in one line that says what, where and, where it is wrong, what to do. */
export interface Finding {
  readonly state: 'ok' | 'wrong' | 'skipped'
  readonly text: string
}

export const ok = (text: string): Finding => ({ state: 'ok', text })
export const wrong = (text: string): Finding => ({ state: 'wrong', text })
/** @param text why it was not looked at. */
export const skipped = (text: string): Finding => ({ state: 'skipped', text })

/** What is wrong, or that all is well. */
export const orElse = (faults: readonly string[], well: string): readonly Finding[] =>
  faults.length === 0 ? [ok(well)] : faults.map(wrong)
