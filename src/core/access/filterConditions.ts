import { foldCase } from '../letterCase.ts'

/** One of the conditions that a `$filter` joins: `atScope()`, `assignedTo('…')`, `roleName eq '…'`. */
export interface Condition {
  /** In lower case, with what is behind it: `atscope()`, `rolename eq`. */
  readonly name: string
  /** What stands between the quotes, those within it single; undefined where there are none. */
  readonly value: string | undefined
}

/** The conditions of a `$filter`, which are joined by `and`; undefined for any other text. */
export const parseConditions = (text: string): readonly Condition[] | undefined => {
  const conditions: Condition[] = []
  const condition =
    /\s*(?:(\w+)\s*\(\s*(?:'((?:[^']|'')*)'\s*)?\)|(\w+)\s+eq\s+'((?:[^']|'')*)')(?:\s+and\s+(?=\S)|\s*$)/iy
  while (condition.lastIndex < text.length) {
    const match = condition.exec(text)
    if (!match) return undefined
    const [, called, argument, compared, operand] = match
    const name = called === undefined ? `${compared} eq` : `${called}()`
    conditions.push({ name: foldCase(name), value: (argument ?? operand)?.replaceAll("''", "'") })
  }
  return conditions
}
