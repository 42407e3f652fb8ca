import type { Misfit } from './misfit.ts'

/** Where two descriptions of one thing are not the same, each in facts that are texts. */
export const compareFacts = (
  operation: string,
  { theirs, ours }: { readonly theirs: readonly string[]; readonly ours: readonly string[] },
): readonly Misfit[] => [
  ...theirs.filter((fact) => !ours.includes(fact)).map((fact) => missing(operation, fact)),
  ...ours.filter((fact) => !theirs.includes(fact)).map((fact) => extra(operation, fact)),
]

export const missing = (operation: string, place: string): Misfit => ({
  operation,
  place,
  kind: 'missing',
  words: 'is in the document, and not here',
})

export const extra = (operation: string, place: string): Misfit => ({
  operation,
  place,
  kind: 'extra',
  words: 'is here, and not in the document',
})
