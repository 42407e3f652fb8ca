import { Type } from 'typebox'
import { foldCase } from '../../src/core/letterCase.ts'
import { inBraces } from '../../src/openApi/inBraces.ts'
import type { AnyOperation } from '../../src/operations/operation.ts'
import { meantOperations } from '../meant/meantOperations.ts'
import { type Breach, breachOf } from './breach.ts'
import type { Document, Documented } from './document.ts'
import { compareFacts, extra, missing } from './facts.ts'
import { isOfOurGroups } from './groups.ts'
import { misfitsOfNames } from './names.ts'

/** Where a list of operations is not as the document has it. Only what is of Azure's own Data Factory is looked at. */
export const breachesOfOperations = (document: Document, operations: readonly AnyOperation[]): readonly Breach[] => {
  const ours = operations.filter(({ path, isOurs }) => !isOurs && path.includes('/providers/Microsoft.DataFactory/'))
  const pairs = document.operations.map((documented) => ({ documented, our: counterpart(documented, ours) }))
  const absent = pairs.filter(({ documented, our }) => !our && isOfOurGroups(documented))
  const own = ours.filter((our) => !pairs.some((pair) => pair.our === our))
  return [
    ...absent.map(({ documented }) => missing(documented.id, 'operation')),
    ...own.map(({ id }) => extra(id, 'operation')),
    ...pairs.flatMap(({ documented, our }) =>
      our ? compareFacts(documented.id, { theirs: factsOf(documented), ours: ourFactsOf(our) }) : [],
    ),
    ...misfitsOfNames(pairs.filter(({ our }) => our).map(({ documented }) => documented)),
  ].map((misfit) => breachOf(misfit, meantOperations))
}

/** Of the same name; or, where none is, at the same place. */
const counterpart = ({ id, method, path }: Documented, ours: readonly AnyOperation[]): AnyOperation | undefined =>
  ours.find((our) => our.id === id) ?? ours.find((our) => our.method === method && inBraces(our.path) === path)

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
  `request ${our.method} ${inBraces(our.path)}`,
  parameterFact('api-version', true),
  ...(our.etag ? [parameterFact('If-Match'), parameterFact('If-None-Match')] : []),
  ...(our.body ? [parameterFact('body', !Type.IsOptional(our.body))] : []),
  ...Object.keys(our.replies).map((status) => statusFact(status, '202' in our.replies)),
]

/** Header names have no letter case. */
const parameterFact = (name: string, required = false): string =>
  `${required ? 'required' : 'optional'} parameter ${foldCase(name)}`

const statusFact = (status: string, isLongRunning: boolean): string =>
  isLongRunning && status !== '202' ? `status ${status} in the end` : `status ${status}`
