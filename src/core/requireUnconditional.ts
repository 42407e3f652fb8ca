import { CloudError } from './errors.ts'

const unheeded = ['condition', 'conditionVersion', 'delegatedManagedIdentityResourceId'] as const

/** What may be asked for with an assignment, or within a role, and is not heeded here. */
type Unheeded = Readonly<Partial<Record<(typeof unheeded)[number], string | null | undefined>>>

/**
 * Refuses conditions, and identities that act for another tenant: what is not heeded would grant more than was asked.
 *
 * @throws CloudError `BadRequestFormat`. The words are ours.
 */
export const requireUnconditional = (given: Unheeded): void => {
  const member = unheeded.find((name) => given[name])
  if (member === undefined) return
  throw new CloudError(
    'BadRequestFormat',
    `The request was incorrectly formatted. '${member}' is not supported, and would not be heeded: leave it out, or send null.`,
  )
}
