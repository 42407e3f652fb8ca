import { isJsonObject, type JsonObject } from '../../src/core/json.ts'
import { foldCase } from '../../src/core/letterCase.ts'
import { type Exchange, pathOf } from '../recording/exchange.ts'
import type { Unscrub } from '../recording/scrubbing.ts'
import { type Mentioned, mentionedIn } from './mentioned.ts'

/** Something that was done with a factory or a runtime, and succeeded. */
export interface Use {
  /** The first word behind its path, in lower case; undefined where there is none. */
  readonly deed: string | undefined
  /** Those of the answer. */
  readonly properties: JsonObject
}

/** A factory or a runtime as it was answered. */
export interface Shown extends JsonObject {
  readonly id: string
  readonly name: string
}

/** What an exchange says of a factory or a runtime. */
export type Sighting =
  | { readonly as: 'changed' | 'made'; readonly path: string }
  | { readonly as: 'used'; readonly path: string; readonly use: Use }
  | { readonly as: 'shown'; readonly path: string; readonly shown: Shown }

/** All that an exchange says of factories and runtimes, in the order in which it happened. A refusal says nothing. */
export const sightingsIn = ({ request, answer }: Exchange, unscrub: Unscrub): readonly Sighting[] => {
  if (answer.status >= 300) return []
  const { method } = request
  const at = mentionedIn(unscrub(pathOf(request)))
  const [path, around] = pathsOf(at)
  const use = { deed: at.below && foldCase(at.below), properties: propertiesOf(answer.body) }
  const sightings: Sighting[] = []
  if (path && at.isItself && method === 'PUT') sightings.push({ as: 'made', path })
  if (around) sightings.push({ as: 'used', path: around, use: { deed: undefined, properties: {} } })
  if (path) sightings.push({ as: 'used', path, use })
  if (path && at.isItself && (method === 'PATCH' || method === 'DELETE')) sightings.push({ as: 'changed', path })
  return [...sightings, ...resourcesIn(answer.body).flatMap((shown) => sightingOf(shown, unscrub))]
}

/** The paths of the innermost factory or runtime that is led through, and of the factory around it. */
const pathsOf = ({ subscriptionId, resourceGroupName, factoryName, integrationRuntimeName }: Mentioned): string[] => {
  if (factoryName === undefined) return []
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`
  const factory = `${group}/providers/Microsoft.DataFactory/factories/${factoryName}`
  return integrationRuntimeName === undefined
    ? [factory]
    : [`${factory}/integrationRuntimes/${integrationRuntimeName}`, factory]
}

const propertiesOf = (body: unknown): JsonObject =>
  isJsonObject(body) && isJsonObject(body.properties) ? body.properties : {}

const resourcesIn = (body: unknown): readonly Shown[] => {
  if (!isJsonObject(body)) return []
  if (Array.isArray(body.value)) return body.value.flatMap(resourcesIn)
  return isShown(body) ? [body] : []
}

const isShown = (body: JsonObject): body is Shown =>
  typeof body.id === 'string' &&
  typeof body.name === 'string' &&
  /^Microsoft\.DataFactory\/factories(\/integrationruntimes)?$/i.test(String(body.type))

const sightingOf = (shown: Shown, unscrub: Unscrub): readonly Sighting[] => {
  const [path] = pathsOf(mentionedIn(unscrub(shown.id)))
  // Only its name has the letter case in which it was made.
  return path === undefined ? [] : [{ as: 'shown', path: path.replace(/[^/]+$/, shown.name), shown }]
}
