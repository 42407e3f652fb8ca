import { dirname, join, resolve } from 'node:path'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { ConformanceError } from '../conformanceError.ts'
import { readFiles } from './readFiles.ts'
import { referencesIn, wholeReference } from './references.ts'
import {
  type PathItem,
  type Referable,
  type SwaggerFile,
  type SwaggerOperation,
  type SwaggerParameter,
  type SwaggerSchema,
  verbs,
} from './swagger.ts'

/** A part of a document, and the file that its references are relative to. */
export interface Placed<T> {
  readonly value: T
  readonly file: string
}

/** One operation of a document, with what it refers to. */
export interface Documented {
  readonly id: string
  /** In capitals. */
  readonly method: string
  readonly path: string
  readonly parameters: readonly SwaggerParameter[]
  /** Schema by status, or by `default` for all others; undefined where there is no body. */
  readonly replies: ReadonlyMap<string, Placed<SwaggerSchema> | undefined>
  readonly isLongRunning: boolean
  /** The files of its examples. */
  readonly examples: readonly string[]
}

export interface Document {
  readonly operations: readonly Documented[]
  /** All definitions of all files, by the whole reference to each. */
  readonly definitions: ReadonlyMap<string, Placed<SwaggerSchema>>
}

/**
 * Reads a Swagger 2.0 document with all files that it refers to.
 *
 * @throws ConformanceError for a file that cannot be read or is something else, and for a reference to nothing.
 */
export const openDocument = async (path: string): Promise<Document> => {
  const main = resolve(path)
  const files = await readFiles(main)
  const document: SwaggerFile & JsonObject = files.get(main) ?? {}
  if (document.swagger !== '2.0' || !isJsonObject(document.paths)) {
    throw new ConformanceError(`${path} is no Swagger 2.0 document with paths`)
  }
  for (const [file, content] of files) {
    for (const reference of referencesIn(content)) find(files, wholeReference(reference, file))
  }
  return {
    operations: Object.entries(document.paths).flatMap(([at, item]) => operationsAt(files, main, { at, item })),
    definitions: definitionsOf(files),
  }
}

type Files = ReadonlyMap<string, JsonObject>

const operationsAt = (
  files: Files,
  file: string,
  { at, item }: { readonly at: string; readonly item: PathItem },
): readonly Documented[] =>
  verbs.flatMap((verb) => {
    const { [verb]: operation, parameters = [] } = item
    if (!operation) return []
    const all = [...parameters, ...(operation.parameters ?? [])].map((one) => parameterOf(files, file, one))
    return [{ ...read(operation, file), method: verb.toUpperCase(), path: at, parameters: all }]
  })

const read = (operation: SwaggerOperation, file: string) => {
  const { operationId, responses, 'x-ms-examples': examples = {} } = operation
  return {
    id: operationId,
    replies: new Map(
      Object.entries(responses).map(([status, { schema }]) => [status, schema && { value: schema, file }]),
    ),
    isLongRunning: operation['x-ms-long-running-operation'] === true,
    examples: Object.values(examples).map(({ $ref }) => join(dirname(file), $ref)),
  }
}

const parameterOf = (files: Files, file: string, parameter: Referable<SwaggerParameter>): SwaggerParameter =>
  '$ref' in parameter ? (find(files, wholeReference(parameter.$ref, file)) as SwaggerParameter) : parameter

const find = (files: Files, reference: string): unknown => {
  const [file = '', pointer = ''] = reference.split('#')
  const names = pointer.split('/').slice(1)
  const found = names.reduce<unknown>((at, name) => (isJsonObject(at) ? at[name] : undefined), files.get(file))
  if (found === undefined) throw new ConformanceError(`${reference} is referred to, and is not there`)
  return found
}

const definitionsOf = (files: Files): ReadonlyMap<string, Placed<SwaggerSchema>> =>
  new Map(
    [...files].flatMap(([file, { definitions = {} }]: readonly [string, SwaggerFile]) =>
      Object.entries(definitions).map(([name, value]) => [`${file}#/definitions/${name}`, { value, file }] as const),
    ),
  )
