import { isJsonObject, type JsonObject } from '../src/core/json.ts'
import { type Exchange, pathOf } from './exchange.ts'
import { type Mentioned, mentionedIn } from './mentioned.ts'
import type { Unscrub } from './scrubbing.ts'

/** A factory or a runtime that was there before the recording began, as it must be made for the replay. */
export interface Standing {
  readonly path: string
  /** Of the PUT that makes it. */
  readonly body: JsonObject
}

/**
 * What stood there when the recording began: every factory and runtime that an answer shows, or that a request
 * succeeds on, before the recording itself makes it. It is as it is shown before it is changed. Factories come first.
 */
export const standingIn = (exchanges: readonly Exchange[], unscrub: Unscrub): readonly Standing[] => {
  const standing = new Map<string, Standing>()
  const settled = new Set<string>()
  for (const { path, as, body } of exchanges.flatMap((exchange) => sightingsIn(exchange, unscrub))) {
    const key = path.toLowerCase()
    if (settled.has(key)) continue
    if (as === 'shown') standing.set(key, { path, body })
    if (as === 'used' && !standing.has(key)) standing.set(key, { path, body: bodyOfUnknown(path) })
    if (as !== 'used') settled.add(key)
  }
  return [...standing.values()].sort((one, other) => one.path.split('/').length - other.path.split('/').length)
}

/** What an exchange says of a factory or a runtime. Once it was made, changed or shown, no more is learnt of how it was. */
type Sighting =
  | { readonly path: string; readonly as: 'changed' | 'made' | 'used'; readonly body?: undefined }
  | { readonly path: string; readonly as: 'shown'; readonly body: JsonObject }

const sightingsIn = ({ request, answer }: Exchange, unscrub: Unscrub): readonly Sighting[] => {
  if (answer.status >= 300) return []
  const { method } = request
  const at = mentionedIn(unscrub(pathOf(request)))
  const paths = pathsOf(at)
  const changed = paths.slice(-1).filter(() => at.isItself && (method === 'PATCH' || method === 'DELETE'))
  const made = paths.slice(-1).filter(() => at.isItself && method === 'PUT')
  return [
    ...made.map((path) => ({ path, as: 'made' as const })),
    ...paths.map((path) => ({ path, as: 'used' as const })),
    ...changed.map((path) => ({ path, as: 'changed' as const })),
    ...resourcesIn(answer.body).flatMap((shown) =>
      pathsOf(mentionedIn(unscrub(shown.id)))
        .slice(-1)
        // Only its name has the letter case in which it was made.
        .map((path) => ({ path: path.replace(/[^/]+$/, shown.name), as: 'shown' as const, body: bodyOf(shown) })),
    ),
  ]
}

/** The paths of the factory and of the runtime that are led through. */
const pathsOf = ({ subscriptionId, resourceGroupName, factoryName, integrationRuntimeName }: Mentioned): string[] => {
  if (factoryName === undefined) return []
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`
  const factory = `${group}/providers/Microsoft.DataFactory/factories/${factoryName}`
  return integrationRuntimeName === undefined
    ? [factory]
    : [factory, `${factory}/integrationRuntimes/${integrationRuntimeName}`]
}

interface Shown extends JsonObject {
  readonly id: string
  readonly name: string
}

const resourcesIn = (body: unknown): readonly Shown[] => {
  if (!isJsonObject(body)) return []
  if (Array.isArray(body.value)) return body.value.flatMap(resourcesIn)
  return isShown(body) ? [body] : []
}

const isShown = (body: JsonObject): body is Shown =>
  typeof body.id === 'string' &&
  typeof body.name === 'string' &&
  /^Microsoft\.DataFactory\/factories(\/integrationruntimes)?$/i.test(String(body.type))

const bodyOfUnknown = (path: string): JsonObject =>
  /\/integrationRuntimes\//.test(path) ? { properties: { type: 'SelfHosted' } } : { location: 'eastus' }

/** Of a resource as it is answered, what a PUT takes. */
const bodyOf = (shown: Shown): JsonObject => {
  const { id, name, type, etag, eTag, ...rest } = shown
  return isJsonObject(rest.properties) ? { ...rest, properties: writable(rest.properties) } : rest
}

const writable = (properties: JsonObject): JsonObject => {
  const { state, provisioningState, createTime, version, factoryStatistics, ...rest } = properties
  return rest
}
