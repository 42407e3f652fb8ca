import { readFile } from 'node:fs/promises'
import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { ConformanceError } from '../conformanceError.ts'
import { referencesIn, wholeReference } from './references.ts'

/**
 * A JSON file and all files that it refers to, and these again, by their paths. Examples are left for later.
 *
 * @throws ConformanceError for a file that cannot be read, or holds something else.
 */
export const readFiles = async (first: string): Promise<ReadonlyMap<string, JsonObject>> => {
  const files = new Map<string, JsonObject>()
  const waiting = [first]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue
    const content = await readJson(file)
    files.set(file, content)
    for (const reference of referencesIn(content)) waiting.push(fileOf(wholeReference(reference, file)))
  }
  return files
}

/**
 * A file that holds a JSON object.
 *
 * @throws ConformanceError for one that cannot be read, or holds something else.
 */
export const readJson = async (file: string): Promise<JsonObject> => {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new ConformanceError(`${file} cannot be read: ${error.message}`)
  })
  const content = parse(text)
  if (!isJsonObject(content)) throw new ConformanceError(`${file} is no JSON object`)
  return content
}

const fileOf = (whole: string): string => whole.slice(0, whole.indexOf('#'))

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
