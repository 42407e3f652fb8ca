import { Type } from 'typebox'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { type Breach, breachOf } from './breach.ts'
import type { Document, Documented } from './document.ts'
import { isOfOurGroups } from './groups.ts'
import type { Misfit } from './misfit.ts'

/** Where a list of operations is not as the document has it. Only what is of Data Factory is looked at. */
export const breachesOfOperations = (document: Document, operations: readonly AnyOperation[]): readonly Breach[] => {
  const ours = operations.filter(({ path }) => path.includes('/providers/Microsoft.DataFactory/'))
  const pairs = document.operations.map((documented) => ({ documented, our: counterpart(documented, ours) }))
  const missing = pairs.filter(({ documented, our }) => !our && isOfOurGroups(documented))
  const extra = ours.filter((our) => !pairs.some((pair) => pair.our === our))
  return [
    ...missing.map(({ documented }) => misfit(documented.id, { place: 'operation', kind: 'missing' })),
    ...extra.map((our) => misfit(our.id, { place: 'operation', kind: 'extra' })),
    ...pairs.flatMap(({ documented, our }) => (our ? compare(documented, our) : [])),
  ].map(breachOf)
}

/** Of the same name; or, where none is, at the same place. */
const counterpart = ({ id, method, path }: Documented, ours: readonly AnyOperation[]): AnyOperation | undefined =>
  ours.find((our) => our.id === id) ?? ours.find((our) => our.method === method && pathOf(our) === path)

const compare = (documented: Documented, our: AnyOperation): readonly Misfit[] => {
  const theirs = factsOf(documented)
  const ours = ourFactsOf(our)
  const lacks = theirs.filter((fact) => !ours.includes(fact)).map((place) => ({ place, kind: 'missing' }) as const)
  const adds = ours.filter((fact) => !theirs.includes(fact)).map((place) => ({ place, kind: 'extra' }) as const)
  return [...lacks, ...adds].map((found) => misfit(documented.id, found))
}

/** What is compared of an operation, each fact as a text. */
const factsOf = ({ id, method, path, parameters, replies, isLongRunning }: Documented): readonly string[] => [
  `operationId ${id}`,
  `request ${method} ${path}`,
  ...parameters
    .filter((parameter) => parameter.in !== 'path')
    .map(({ in: where, name, required }) => parameterFact(where === 'body' ? 'body' : name, required)),
  ...[...replies.keys()].filter((status) => status !== 'default').map((status) => statusFact(status, isLongRunning)),
]

const ourFactsOf = (our: AnyOperation): readonly string[] => [
  `operationId ${our.id}`,
  `request ${our.method} ${pathOf(our)}`,
  parameterFact('api-version', true),
  ...(our.etag ? [parameterFact('If-Match'), parameterFact('If-None-Match')] : []),
  ...(our.body ? [parameterFact('body', !Type.IsOptional(our.body))] : []),
  ...Object.keys(our.replies).map((status) => statusFact(status, '202' in our.replies)),
]

/** Header names have no letter case. */
const parameterFact = (name: string, required = false): string =>
  `${required ? 'required' : 'optional'} parameter ${name.toLowerCase()}`

const statusFact = (status: string, isLongRunning: boolean): string =>
  isLongRunning && status !== '202' ? `status ${status} in the end` : `status ${status}`

const pathOf = ({ path }: AnyOperation): string => path.replace(/:(\w+)/g, '{$1}')

const misfit = (
  operation: string,
  { place, kind }: { readonly place: string; readonly kind: 'extra' | 'missing' },
): Misfit => ({
  operation,
  subject: 'list',
  place,
  kind,
  words: kind === 'extra' ? 'is here, and not in the document' : 'is in the document, and not here',
})
