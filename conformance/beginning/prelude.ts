import { isJsonObject } from '../../src/core/json.ts'
import type { World } from '../../src/world/worldSchema.ts'
import { type Cassette, type Exchange, errorCodeOf, pathOf } from '../recording/exchange.ts'
import type { Unscrub } from '../recording/scrubbing.ts'
import { isPending, type Turn, turnsOf } from '../recording/turns.ts'
import { isOfDataFactory, mentionedIn } from './mentioned.ts'
import { type Standing, standingIn } from './standing.ts'
import { type Group, subscriptionsIn, worldFor } from './world.ts'

/** The state that a recording began in, as far as it lets on. */
export interface Prelude {
  /**
   * `unregistered`: a subscription that does not know Data Factory yet. `registered`: one that knows it, and has nothing
   * in it that the recording does not make. `inhabited`: one in which something stood already.
   */
  readonly name: 'inhabited' | 'registered' | 'unregistered'
  readonly world: World
  /** To be made in this order. */
  readonly standing: readonly Standing[]
  /** The regime of quotas whose headers were recorded. */
  readonly throttle: 'bucket' | 'hourly'
  /** How long an operation takes: long enough to be found under way, where a recorded poll found it so. */
  readonly operationSeconds: 0 | 1
}

/** What a recording must begin in for its answers to be what they are. */
export const preludeOf = ({ exchanges }: Cassette, unscrub: Unscrub): Prelude => {
  const standing = standingIn(exchanges, unscrub)
  const paths = [...exchanges.map(({ request }) => unscrub(pathOf(request))), ...standing.map(({ path }) => path)]
  const isUnregistered = (id: string): boolean =>
    firstCode(exchanges, (path) => isIn(path, id) && isOfDataFactory(path)) === 'MissingSubscriptionRegistration'
  const isUnknown = (id: string): boolean => unknownCodes.includes(firstCode(exchanges, (path) => isIn(path, id)) ?? '')
  const displayNameOf = (id: string): string => displayNameIn(exchanges, id) ?? 'Recorded'
  const groupOf = (id: string, name: string): Group | undefined =>
    groupIn(exchanges.filter(({ request }) => isIn(pathOf(request), id, name)))
  const fresh = subscriptionsIn(paths).some(isUnregistered) ? 'unregistered' : 'registered'
  return {
    name: standing.length > 0 ? 'inhabited' : fresh,
    world: worldFor(paths, { isUnknown, isUnregistered, displayNameOf, groupOf }),
    standing,
    throttle: exchanges.some(isOfBuckets) ? 'bucket' : 'hourly',
    operationSeconds: turnsOf(exchanges).some(findsUnderWay) ? 1 : 0,
  }
}

const unknownCodes = ['InvalidSubscriptionId', 'SubscriptionNotFound']

const findsUnderWay = ({ isPolling, exchanges }: Turn): boolean =>
  isPolling && exchanges.some(({ answer }) => isPending(answer))

/** What the first answer about a path says. */
const firstCode = (exchanges: readonly Exchange[], isAbout: (path: string) => boolean): string | undefined => {
  const first = exchanges.find(({ request }) => isAbout(pathOf(request)))
  return first && errorCodeOf(first.answer)
}

const isIn = (path: string, id: string, group?: string): boolean => {
  const { subscriptionId, resourceGroupName } = mentionedIn(path)
  return isSame(subscriptionId, id) && (group === undefined || isSame(resourceGroupName, group))
}

const isSame = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase()

/** A resource group as the first that is recorded of it says; undefined where that says that it was not there before. */
const groupIn = (about: readonly Exchange[]): Group | undefined => {
  const itself = about.filter(({ request }) => {
    const { isItself, factoryName } = mentionedIn(pathOf(request))
    return isItself && factoryName === undefined
  })
  const isMade = about[0] === itself[0] && [201, 404].includes(itself[0]?.answer.status ?? 0)
  if (isMade || (about[0] && errorCodeOf(about[0].answer) === 'ResourceGroupNotFound')) return undefined
  const shown = itself.find(({ request, answer }) => request.method === 'GET' && answer.status === 200)?.answer.body
  const { location = 'eastus', tags = {} } = (shown ?? {}) as Partial<Group>
  return { location, tags }
}

/** What an answer calls a subscription, alone or in a list. */
const displayNameIn = (exchanges: readonly Exchange[], id: string): string | undefined => {
  const bodies = exchanges.map(({ answer: { body } }) => (isJsonObject(body) ? body : {}))
  const shown = bodies.flatMap((body) => [body, body.value].flat()).filter(isJsonObject)
  const own = shown.find(({ subscriptionId }) => typeof subscriptionId === 'string' && isSame(subscriptionId, id))
  return typeof own?.displayName === 'string' ? own.displayName : undefined
}

/** The regime since 2024 has headers of its own. */
const isOfBuckets = ({ answer }: Exchange): boolean =>
  Object.keys(answer.headers).some((name) => /^x-ms-ratelimit-remaining-.*-global-/.test(name))
