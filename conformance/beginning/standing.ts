import { isJsonObject } from '../../src/core/json.ts'
import { requestTo } from '../asking/requestTo.ts'
import type { Exchange, Request } from '../recording/exchange.ts'
import type { Unscrub } from '../recording/scrubbing.ts'
import { type Shown, type Sighting, sightingsIn, type Use } from './sightings.ts'
import { deedsOf, unknownRuntime } from './unknownRuntime.ts'

/** A factory or a runtime that was there before the recording began. */
export interface Standing {
  readonly path: string
  /** What makes it for the replay, relative to a server. */
  readonly requests: readonly Request[]
}

/**
 * What stood there when the recording began: every factory and runtime that an answer shows, or that a request
 * succeeds on, before the recording itself makes it. It is as it is shown before it is changed. Factories come first.
 */
export const standingIn = (exchanges: readonly Exchange[], unscrub: Unscrub): readonly Standing[] => {
  const sightings = exchanges.flatMap((exchange) => sightingsIn(exchange, unscrub))
  return [...Map.groupBy(sightings, ({ path }) => path.toLowerCase()).values()]
    .flatMap(standingOf)
    .sort((one, other) => one.path.split('/').length - other.path.split('/').length)
}

/** One resource as its sightings have it. Once it was made, changed or shown, no more is learnt of how it was. */
const standingOf = (sightings: readonly Sighting[]): readonly Standing[] => {
  const settled = sightings.find(({ as }) => as !== 'used')
  if (settled?.as === 'shown') return [{ path: settled.path, requests: requestsOf(settled.path, settled.shown) }]
  const before = sightings.slice(0, settled && sightings.indexOf(settled))
  const uses = before.flatMap((one) => (one.as === 'used' ? [one.use] : []))
  const [first] = before
  return first ? [{ path: first.path, requests: requestsOfUnknown(first.path, uses) }] : []
}

const requestsOf = (path: string, shown: Shown): readonly Request[] => {
  const { id, name, type, etag, eTag, ...rest } = shown
  if (!isJsonObject(rest.properties)) return [requestTo('PUT', path, rest)]
  const { state, provisioningState, createTime, version, factoryStatistics, ...properties } = rest.properties
  return [requestTo('PUT', path, { ...rest, properties }), ...doing(deedsOf(rest.properties), path)]
}

const requestsOfUnknown = (path: string, uses: readonly Use[]): readonly Request[] => {
  if (!/\/integrationRuntimes\//.test(path)) return [requestTo('PUT', path, { location: 'eastus' })]
  const { properties, deeds } = unknownRuntime(uses)
  return [requestTo('PUT', path, { properties }), ...doing(deeds, path)]
}

const doing = (deeds: readonly string[], path: string): readonly Request[] =>
  deeds.map((deed) => requestTo('POST', `${path}/${deed}`, {}))
