import { basename } from 'node:path'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { foldCase } from '../../src/core/letterCase.ts'
import { ConformanceError } from '../conformanceError.ts'
import type { Exchange, Request } from '../recording/exchange.ts'
import type { Documented } from './document.ts'
import { readJson } from './readFiles.ts'
import type { SwaggerParameter } from './swagger.ts'

/** An exchange that the document shows. */
export interface Example {
  /** Of its file. */
  readonly name: string
  readonly operation: Documented
  /** As if it had succeeded, and with the first of the bodies that it shows. */
  readonly exchange: Exchange
  /** Of all answers that it shows. */
  readonly statuses: readonly number[]
}

/**
 * The examples of an operation.
 *
 * @throws ConformanceError for a file that cannot be read, or is no example.
 */
export const readExamples = (operation: Documented): Promise<readonly Example[]> =>
  Promise.all(
    operation.examples.map(async (file) => {
      const { parameters, responses } = await readJson(file)
      if (!isJsonObject(parameters) || !isJsonObject(responses)) {
        throw new ConformanceError(`${file} is no example: it has no parameters or no responses`)
      }
      const bodies = Object.values(responses).map((response) => (isJsonObject(response) ? response.body : undefined))
      const answer = { status: 200, headers: {}, body: bodies.find((body) => body !== undefined) }
      return {
        name: basename(file, '.json'),
        operation,
        exchange: { index: 1, request: requestOf(operation, parameters), answer },
        statuses: Object.keys(responses).map(Number),
      }
    }),
  )

const requestOf = ({ method, path, parameters }: Documented, values: JsonObject): Request => {
  const given = (where: SwaggerParameter['in']): readonly (readonly [string, unknown])[] =>
    parameters
      .filter((parameter) => parameter.in === where)
      .map(({ name }) => [name, givenValue(values, name)] as const)
      .filter(([, value]) => value !== undefined && value !== null)
  const textsIn = (where: SwaggerParameter['in']): Record<string, string> =>
    Object.fromEntries(given(where).map(([name, value]) => [name, String(value)]))

  const names = textsIn('path')
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? ''))
  const [[, body] = []] = given('body')
  return {
    method,
    uri: `https://management.azure.com${filled}?${new URLSearchParams(textsIn('query'))}`,
    headers: { ...textsIn('header'), ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  }
}

/** An example calls the header `If-Match` by the name that it has in programs: `ifMatch`. */
const givenValue = (values: JsonObject, name: string): unknown => {
  const plain = (text: string): string => foldCase(text.replaceAll('-', ''))
  return Object.entries(values).find(([given]) => plain(given) === plain(name))?.[1]
}
