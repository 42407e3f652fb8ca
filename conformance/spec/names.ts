import { nameRules } from '../../src/core/names.ts'
import type { Documented } from './document.ts'
import { compareFacts } from './facts.ts'
import type { Misfit } from './misfit.ts'

/** Where names in paths must look otherwise than the document says. Told once, of the first operation that has them. */
export const misfitsOfNames = (operations: readonly Documented[]): readonly Misfit[] => {
  const misfits = operations.flatMap(({ id, parameters }) =>
    parameters
      .filter((parameter) => parameter.in === 'path')
      .flatMap(({ name, ...rule }) =>
        compareFacts(id, { theirs: factsOf(name, rule), ours: factsOf(name, ourRule(name)) }),
      ),
  )
  return [...Map.groupBy(misfits, ({ place }) => place).values()].flatMap((same) => same.slice(0, 1))
}

/** What a name must look like; a document need not say any of it. */
interface Rule {
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

const ourRule = (name: string): Rule => {
  const rule = nameRules[name]
  return rule ? { ...rule, pattern: rule.pattern.source } : {}
}

const factsOf = (name: string, { pattern, minLength, maxLength }: Rule): readonly string[] =>
  Object.entries({ pattern, minLength, maxLength })
    .filter(([, value]) => value !== undefined)
    .map(([what, value]) => `${what} ${value} of ${name}`)
