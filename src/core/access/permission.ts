import { foldCase } from '../letterCase.ts'

/** What may be done, and what of it may not: patterns of actions, `*` for any text. */
export interface Permission {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  /** Kept and shown; there is no data here that they could be about. */
  readonly dataActions: readonly string[]
  readonly notDataActions: readonly string[]
}

export const allows = ({ actions, notActions }: Permission, action: string): boolean =>
  actions.some((pattern) => matches(pattern, action)) && !notActions.some((pattern) => matches(pattern, action))

/**
 * Whether a pattern fits an action, whatever the letter case. The pieces between the stars are looked for one after the
 * other, each as early as it comes: no pattern that a tenant thinks up takes long.
 */
const matches = (pattern: string, action: string): boolean => {
  const [first = '', ...pieces] = foldCase(pattern).split('*')
  const text = foldCase(action)
  const last = pieces.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const piece of pieces) {
    const found = text.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
